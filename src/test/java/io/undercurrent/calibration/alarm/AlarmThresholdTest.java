package io.undercurrent.calibration.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AlarmThresholdTest {

    private static final int SERIES = 400;
    private static final int YEAR = 365;
    private static final int YOUNG = 28;
    private static final double BUDGET = 1.0 / YEAR;

    private final long seed = System.nanoTime();
    private final AlarmThreshold alarms = new AlarmThreshold(BUDGET);

    @Test
    void beginsAboveWhatCalibratedForecastsExceedOnceAYear() {
        float[] state = grown(0);
        assertEquals(3 + 2 * Math.log(YEAR / 8.0), alarms.of(state, 0), 1e-5);
        assertTrue(alarms.of(state, 0) > Math.log(YEAR) / Math.log(2));
        assertFalse(alarms.isAlarm(state, 0, 0));
    }

    /** A series after its first days, which had any surprises. */
    private float[] grown(int offset) {
        float[] state = new float[offset + AlarmThreshold.SIZE];
        for (int day = 0; day < YOUNG; day++) {
            assertTrue(Float.isNaN(alarms.of(state, offset)));
            alarms.meet(state, offset, day, 100);
            assertFalse(alarms.isAlarm(state, offset, day));
        }
        return state;
    }

    /** The surprises of errors whose tails are as told, lighter and heavier. */
    @Test
    void keepsToTheBudgetWhateverTheTails() {
        assertKept("as told", random -> exponential(random), 0.25);
        assertKept("light", random -> Math.pow(random.nextGaussian(), 2) / 2, 0.25);
        assertKept("heavy", random -> Math.pow(exponential(random), 1.5), 0.25);
        assertKept("twice as wide", random -> 2 * exponential(random), 0.25);
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) / Math.log(2);
    }

    /** Over the second and third year of many series. */
    private void assertKept(String tails, ToDoubleFunction<SplittableRandom> bits, double tolerance) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 0;
        for (int series = 0; series < SERIES; series++) {
            float[] state = new float[AlarmThreshold.SIZE];
            for (int day = 0; day < 3 * YEAR; day++) {
                alarms.meet(state, 0, day, bits.applyAsDouble(random));
                count += day >= YEAR && alarms.isAlarm(state, 0, day) ? 1 : 0;
            }
        }
        assertEquals(1, count / (2.0 * SERIES), tolerance, tails + ", alarms a series and year, seed " + seed);
    }

    @Test
    void anAlarmRaisesTheThresholdAndDaysWithoutOneLowerIt() {
        float[] state = grown(3);
        float before = alarms.of(state, 3);
        alarms.meet(state, 3, 20_000, 50);
        assertTrue(alarms.isAlarm(state, 3, 20_000));
        float after = alarms.of(state, 3);
        assertTrue(after > before + 1, before + " and " + after);
        for (int day = 1; day <= 2 * YEAR; day++) {
            alarms.meet(state, 3, 20_000 + day, 0);
        }
        assertTrue(alarms.of(state, 3) < before);
        assertTrue(alarms.isAlarm(state, 3, 20_000), "the last one");
    }

    @Test
    void aDayThatIsOnlyNotedTeachesNothing() {
        float[] state = grown(0);
        float before = alarms.of(state, 0);
        alarms.note(state, 0, -1, 50);
        assertEquals(before, alarms.of(state, 0));
        assertTrue(alarms.isAlarm(state, 0, -1));
    }
}
