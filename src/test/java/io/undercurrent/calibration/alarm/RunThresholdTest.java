package io.undercurrent.calibration.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunThresholdTest {

    private static final int YEAR = 365;
    private static final double BUDGET = 1.0 / 1024;
    private static final int OFFSET = 2;

    private final RunThreshold runs = new RunThreshold(BUDGET);
    private final float[] state = new float[OFFSET + RunThreshold.SIZE];

    private boolean alarm(int day, double missing, double repetition) {
        runs.meet(state, OFFSET, day, missing, repetition);
        return runs.isAlarm(state, OFFSET, day);
    }

    @Test
    void theThresholdIsTheBudgetInBits() {
        assertEquals(10, runs.of(state, OFFSET), 1e-5);
        assertFalse(runs.isAlarm(state, OFFSET, 0));
        assertFalse(alarm(20_000, 9.9, 9.9));
        assertTrue(alarm(20_001, 10.1, 0));
        assertEquals(10.5, runs.of(state, OFFSET), 0.01);
    }

    /** A value that stays has one alarm, and another one has its own. */
    @Test
    void aRunIsToldOnce() {
        assertFalse(alarm(20_000, 0, 6));
        assertTrue(alarm(20_001, 0, 12));
        assertTrue(runs.isTold(state, OFFSET, 20_002, 14));
        for (int day = 2; day < 9; day++) {
            assertFalse(alarm(20_000 + day, 0, 12 + day), "day " + day);
        }
        assertFalse(alarm(20_009, 0, 0));
        assertFalse(runs.isTold(state, OFFSET, 20_010, 6));
        assertFalse(alarm(20_010, 0, 6));
        assertTrue(alarm(20_011, 0, 12));
    }

    /** Days that are missing again after a run are another anomaly. */
    @Test
    void missingDaysAreToldBesideARun() {
        assertTrue(alarm(20_000, 20, 0));
        assertFalse(alarm(20_001, 0, 0));
        assertTrue(alarm(20_004, 20, 0));
    }

    /** Of a series whose runs come four times as often as the code says, once the threshold has followed. */
    @Test
    void keepsToTheBudgetWhereRunsAreCommonerThanTold() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int series = 200;
        int count = 0;
        int years = 40;
        for (int i = 0; i < series; i++) {
            float[] one = new float[RunThreshold.SIZE];
            for (int day = 0; day < years * YEAR; day++) {
                double bits = 2 - Math.log(1 - random.nextDouble()) / Math.log(2);
                runs.meet(one, 0, 2 * day, bits, 0);
                count += day >= years * YEAR / 2 && runs.isAlarm(one, 0, 2 * day) ? 1 : 0;
            }
        }
        double due = series * years * YEAR / 2.0 * BUDGET;
        assertEquals(1, count / due, 0.1, "seed " + seed);
    }
}
