package io.undercurrent.calibration;

import java.util.Arrays;

/**
 * Decides whether model or baseline speaks for a series: the baseline takes over when the model's scaled absolute errors,
 * in a mean over the last days, are larger, and hands back when they are smaller again. The margin between the two keeps
 * equals from taking turns. Both are scored every day, whoever speaks. The fewer days were scored, the worse the model has to be,
 * and a model that is far off is replaced within days.
 *
 * <p>The mean fades exponentially, its days as old on average as those of a plain mean over the configured number.
 *
 * <p>State, in a flat array from an offset on: mean error of the model, of the baseline, days that were scored (no more
 * are counted than are needed), and 1 while the baseline speaks.
 */
final class Takeover {

    static final int SIZE = 4;

    /**
     * How much worse than the baseline the model has to be. Errors of one day and of the next are alike, so that a mean over
     * weeks is a mean of few: with 1.05 the better model would be replaced one day in thirty, and forecasts be worse for it.
     */
    private static final float WORSE = 1.25f;

    /** Days without which nothing is decided. */
    private static final int FEWEST = 3;

    /** Errors beyond say no more than this: one day would otherwise decide over weeks. */
    private static final float MOST_ERROR = 10;

    private final int days;
    private final float weight;

    /**
     * @param days over which errors are compared; 0 for never
     */
    Takeover(int days) {
        this.days = days;
        weight = 2f / (days + 1);
    }

    /** Makes the state that of a model without a day. */
    void begin(float[] state, int offset) {
        Arrays.fill(state, offset, offset + SIZE, 0);
    }

    boolean isBaseline(float[] state, int offset) {
        return state[offset + 3] != 0;
    }

    /**
     * Takes in the errors of a day.
     *
     * @param model mean scaled absolute error over all lead times and targets
     * @param baseline the same of the baseline, over the same
     */
    void observe(float[] state, int offset, float model, float baseline) {
        if (days == 0 || !Float.isFinite(model) || !Float.isFinite(baseline)) {
            return;
        }
        float scored = Math.min(days, state[offset + 2] + 1);
        // A plain mean at first, so that the first days do not outweigh the rest.
        float share = Math.max(weight, 1 / scored);
        state[offset] += share * (Math.min(MOST_ERROR, model) - state[offset]);
        state[offset + 1] += share * (Math.min(MOST_ERROR, baseline) - state[offset + 1]);
        state[offset + 2] = scored;
        if (state[offset + 3] == 0) {
            boolean enough = scored >= Math.min(days, FEWEST);
            float worse = 1 + (WORSE - 1) * days / scored;
            state[offset + 3] = enough && state[offset] > worse * state[offset + 1] ? 1 : 0;
        } else {
            state[offset + 3] = state[offset] < state[offset + 1] ? 0 : 1;
        }
    }
}
