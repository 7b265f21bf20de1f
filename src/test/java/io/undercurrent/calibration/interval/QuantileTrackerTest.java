package io.undercurrent.calibration.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileTrackerTest {

    private static final int HORIZON = 14;
    private static final long SEED = 4;

    private final LeadKnots knots = new LeadKnots(HORIZON);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 28, 56})
    void aLineRunsThroughItsKnotsAndBetweenThemOverTheLogarithmOfTheLead(int horizon) {
        LeadKnots line = new LeadKnots(horizon);
        float[] logarithms = new float[line.count()];
        for (int knot = 0; knot < line.count(); knot++) {
            logarithms[knot] = (float) Math.log(Math.min(horizon, 1 << knot));
        }
        for (int lead = 0; lead < horizon; lead++) {
            assertEquals(Math.log(lead + 1), line.at(lead, logarithms, 0), 1e-6);
        }
        assertEquals(horizon == 1 ? 1 : (int) Math.ceil(Math.log(horizon) / Math.log(2)) + 1, line.count());
    }

    /** Excesses of normal errors over a quantile that stands {@code wrong} times as far out as it should. */
    private double excess(double shift, double wrong) {
        double z = 1.2816;
        return (shift + random.nextGaussian() - z * wrong) / (z * wrong);
    }

    /** Share of days beyond the corrected quantile among the last ones, and the correction at the end. */
    private double share(QuantileTracker tracker, float[] state, int days, double shift, double wrong) {
        int beyond = 0;
        int counted = 0;
        for (int day = 0; day < days; day++) {
            tracker.begin();
            for (int lead = 0; lead < HORIZON; lead++) {
                float excess = (float) excess(shift, wrong);
                if (day >= days / 2) {
                    counted++;
                    beyond += excess > correction(tracker, state, lead) ? 1 : 0;
                }
                tracker.observe(state, 0, lead, excess);
            }
            tracker.end(state, 0);
        }
        return (double) beyond / counted;
    }

    @Test
    void findsTheQuantileThatIsTooFarInAndTheOneThatIsTooFarOut() {
        for (double wrong : new double[] {0.6, 1, 1.5}) {
            QuantileTracker tracker = new QuantileTracker(knots, 0.1);
            float[] state = new float[tracker.size()];
            assertEquals(0.1, share(tracker, state, 3000, 0, wrong), 0.015, "quantile at " + wrong + ", seed " + SEED);
            assertEquals(1 / wrong - 1, correction(tracker, state, 3), 0.12, "seed " + SEED);
        }
    }

    @Test
    void aShiftIsFollowedWithinDaysAndTheHasteEndsWithIt() {
        QuantileTracker tracker = new QuantileTracker(knots, 0.1);
        float[] state = new float[tracker.size()];
        share(tracker, state, 200, 0, 1);
        assertEquals(0, correction(tracker, state, 3), 0.15, "nothing to correct, seed " + SEED);
        share(tracker, state, 10, 4, 1);
        assertTrue(correction(tracker, state, 3) > 1.2, "after ten days: " + correction(tracker, state, 3));
        share(tracker, state, 60, 0, 1);
        assertTrue(correction(tracker, state, 3) < 0.4, "later: " + correction(tracker, state, 3));
    }

    /** What is learnt for good does not follow a shift that the fast offset meets, as it would take months to come back. */
    @Test
    void aShiftLeavesLittleBehind() {
        for (int i = 0; i < 20; i++) {
            QuantileTracker tracker = new QuantileTracker(knots, 0.1);
            float[] state = new float[tracker.size()];
            share(tracker, state, 200, 0, 1);
            float before = knots.at(3, state, 0);
            share(tracker, state, 21, 4, 1);
            // A miss on each of the days would move it by 0.38.
            assertEquals(before, knots.at(3, state, 0), 0.1, "run " + i + ", seed " + SEED);
        }
    }

    /** Forecasts of weeks ago do not know of a shift, and are no reason to widen those that do. */
    @Test
    void forecastsOfWeeksAgoMatterLittle() {
        QuantileTracker tracker = new QuantileTracker(knots, 0.1);
        float[] state = new float[tracker.size()];
        for (int day = 0; day < 14; day++) {
            tracker.begin();
            for (int lead = 0; lead < HORIZON; lead++) {
                tracker.observe(state, 0, lead, (float) excess(lead < HORIZON / 2 ? 0 : 4, 1));
            }
            tracker.end(state, 0);
        }
        assertTrue(
                correction(tracker, state, 0) < 0.5, "correction " + correction(tracker, state, 0) + ", seed " + SEED);
    }

    @Test
    void aQuantileNeverReachesTheMedianAndADayWithoutForecastsChangesNothing() {
        QuantileTracker tracker = new QuantileTracker(knots, 0.1);
        float[] state = new float[tracker.size()];
        share(tracker, state, 5000, -50, 1);
        for (int lead = 0; lead < HORIZON; lead++) {
            assertTrue(correction(tracker, state, lead) >= -0.9f);
        }
        float[] before = state.clone();
        tracker.begin();
        tracker.end(state, 0);
        assertArrayEquals(before, state);
    }

    private static float correction(QuantileTracker tracker, float[] state, int lead) {
        float[] correction = new float[tracker.correctionSize()];
        tracker.correction(state, 0, correction, 0);
        return tracker.correction(correction, 0, lead);
    }
}
