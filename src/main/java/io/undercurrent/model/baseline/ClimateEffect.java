package io.undercurrent.model.baseline;

import java.util.Arrays;

/**
 * The effect of targets with a climate baseline on a decomposed target, on the days since it was fitted and the days
 * ahead; see {@link ClimateFit}. Days are counted from the newest. One thread's working memory.
 */
final class ClimateEffect {

    /** Effects are limited to ±this; they are logarithms of factors. */
    private static final float FARTHEST = 1;

    /** Effect on each day, compared with the last four weeks that were fitted to. */
    private final float[] effects;

    private boolean relative;

    /**
     * A target that has an effect.
     *
     * @param target the target
     * @param coefficient the change for one unit of the driver, relative to the level if effects are factors
     * @param recent the driver's mean of the last four weeks that were fitted to
     * @param last its last value there
     */
    record Driver(int target, double coefficient, float recent, float last) {}

    ClimateEffect(int horizon) {
        effects = new float[Fits.MOST_DAYS + horizon];
    }

    /** Clears all effects. New ones are logarithms of factors if {@code factors}, otherwise terms. */
    void clear(boolean factors) {
        relative = factors;
        Arrays.fill(effects, 0);
    }

    /**
     * Adds the effect of a driver.
     *
     * @param values its values up to the newest day, NaN where unknown
     * @param since days from the last day fitted to, to the newest
     * @param expected (horizon + 1) its expected values by lead; position 0 is not read
     */
    void add(Driver driver, float[] values, int since, float[] expected) {
        float last = driver.last;
        for (int lead = 1 - since; lead <= 0; lead++) {
            float value = values[values.length - 1 + lead];
            last = Float.isNaN(value) ? last : value;
            add(driver, last, lead);
        }
        for (int lead = 1; lead < expected.length; lead++) {
            if (!Float.isNaN(expected[lead])) {
                add(driver, expected[lead], lead);
            }
        }
    }

    private void add(Driver driver, float value, int lead) {
        effects[Fits.MOST_DAYS - 1 + lead] += (float) (driver.coefficient * (value - driver.recent));
    }

    /** {@code value} of the day {@code lead} days ahead, which may be negative, without the effect. */
    float without(float value, int lead) {
        return without(value, effects[Fits.MOST_DAYS - 1 + lead], relative);
    }

    /** {@code value} with the effect expected {@code lead} days ahead. */
    float with(float value, int lead) {
        float effect = effects[Fits.MOST_DAYS - 1 + lead];
        return relative ? value * factor(effect) : value + effect;
    }

    static float without(float value, float effect, boolean relative) {
        return relative ? value / factor(effect) : value - effect;
    }

    /** The exponential of an effect, approximated to the second order, which is never 0. */
    private static float factor(float effect) {
        float limited = Math.max(-FARTHEST, Math.min(FARTHEST, effect));
        return 1 + limited + 0.5f * limited * limited;
    }
}
