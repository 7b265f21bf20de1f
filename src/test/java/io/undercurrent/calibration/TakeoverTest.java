package io.undercurrent.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final int DAYS = 10;

    private final Takeover takeover = new Takeover(DAYS);
    private final float[] state = new float[Takeover.SIZE];

    private void days(int count, double model, double baseline) {
        for (int day = 0; day < count; day++) {
            takeover.observe(state, 0, (float) model, (float) baseline);
        }
    }

    @Test
    void theBaselineTakesOverAfterTheseDaysAndHandsBackWhenTheModelIsBetter() {
        days(DAYS / 2, 1.4, 1);
        assertFalse(takeover.isBaseline(state, 0), "too early to say");
        days(DAYS / 2, 1.4, 1);
        assertTrue(takeover.isBaseline(state, 0));
        days(2, 0.99, 1);
        assertTrue(takeover.isBaseline(state, 0), "the days before still count");
        days(10 * DAYS, 0.99, 1);
        assertFalse(takeover.isBaseline(state, 0));
    }

    @Test
    void aLittleWorseIsNotEnoughToTakeOverNorToHandBack() {
        days(100, 1.2, 1);
        assertFalse(takeover.isBaseline(state, 0));
        days(100, 1.5, 1);
        assertTrue(takeover.isBaseline(state, 0));
        days(100, 1.01, 1);
        assertTrue(takeover.isBaseline(state, 0));
    }

    @Test
    void theBaselineTakesOverWithinDaysWhereTheModelIsFarOff() {
        days(2, 200, 1);
        assertFalse(takeover.isBaseline(state, 0), "two days are none");
        days(1, 200, 1);
        assertTrue(takeover.isBaseline(state, 0));
        Arrays.fill(state, 0);
        days(200, 1, 1);
        days(1, 200, 1);
        assertTrue(takeover.isBaseline(state, 0), "after a good year too");
    }

    /** An error that no forecast could have foreseen is that of both, and would hide for weeks what the model does. */
    @Test
    void oneDayThatBothMissHidesLittle() {
        days(200, 1, 1);
        days(1, 1e4, 1e4);
        days(5, 3, 1);
        assertTrue(takeover.isBaseline(state, 0));
    }

    @Test
    void whatIsNoNumberCountsForNothingAndZeroDaysIsNever() {
        days(3, 1, 2);
        float[] before = state.clone();
        days(1, Float.NaN, 1);
        days(1, 1, Float.POSITIVE_INFINITY);
        assertArrayEquals(before, state);
        float[] untouched = new float[Takeover.SIZE];
        for (int day = 0; day < 100; day++) {
            new Takeover(0).observe(untouched, 0, 9, 1);
        }
        assertArrayEquals(new float[Takeover.SIZE], untouched);
    }
}
