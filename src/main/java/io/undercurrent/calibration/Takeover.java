package io.undercurrent.calibration;

import io.undercurrent.series.Resolution;
import java.util.Arrays;

/**
 * Decides whether the model or the baseline forecasts a series. The baseline takes over when the model's mean scaled
 * absolute error of the last days is larger by a margin, and hands back when it is smaller again. The margin prevents
 * frequent switching. Both are scored every day. With fewer days scored the margin is larger, but a model that is far
 * off is replaced within days.
 *
 * <p>The mean is exponentially weighted; the average age of its days equals that of a plain mean over the configured
 * number of days.
 *
 * <p>State, in a flat array from an offset on: mean error of the model, of the baseline, days scored (counted only as
 * far as needed), and 1 while the baseline forecasts.
 */
final class Takeover {

    static final int SIZE = 4;

    /**
     * How many times the baseline's error the model's error must be. Errors of consecutive days are correlated, so even
     * a mean over weeks is noisy: with 1.05 the better model would be replaced on one day in thirty.
     */
    private static final float WORSE = 1.25f;

    /** Fewest days scored before a decision. */
    private static final int FEWEST = 3;

    /** Errors are limited to this, so that one day does not decide for weeks. */
    private static final float MOST_ERROR = 10;

    private final int days;
    private final float weight;

    /**
     *
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

    private static float next(float mean, float share, float error) {
        return Resolution.learnt(mean + share * (Math.min(MOST_ERROR, error) - mean));
    }

    boolean isBaseline(float[] state, int offset) {
        return state[offset + 3] != 0;
    }

    /**
     * Records the errors of a day.
     *
     * @param model mean scaled absolute error over all lead times and targets
     * @param baseline the same of the baseline, over the same
     */
    void observe(float[] state, int offset, float model, float baseline) {
        if (days == 0 || !Float.isFinite(model) || !Float.isFinite(baseline)) {
            return;
        }
        float scored = Math.min(days, state[offset + 2] + 1);
        // A plain mean at first, so that the first days do not get too much weight.
        float share = Math.max(weight, 1 / scored);
        state[offset] = next(state[offset], share, model);
        state[offset + 1] = next(state[offset + 1], share, baseline);
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
