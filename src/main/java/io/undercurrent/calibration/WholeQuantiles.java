package io.undercurrent.calibration;

import io.undercurrent.series.ForecastShape;

/**
 * Makes whole numbers of the quantiles of counts.
 *
 * <p>The quantile of a count for a probability p is the smallest whole number k with P(count ≤ k) ≥ p. Quantiles of a continuous number
 * y stand for the count that is nearest to y: P(count ≤ k) = P(y ≤ k + ½). So the quantile of the count is the smallest k, 0 or more,
 * with k + ½ at or above that of y.
 *
 * <p>This is done when a forecast leaves or is scored. What is learnt of a series is learnt from the continuous numbers.
 */
final class WholeQuantiles {

    /** By target. */
    private final boolean[] counts;

    /** Number of quantiles of a target, over all days ahead. */
    private final int width;

    /**
     * @throws IllegalArgumentException if a target of {@code counts} is not one of the forecasts'
     */
    WholeQuantiles(ForecastShape shape, Counts counts) {
        this.counts = counts.among(shape.targets());
        width = shape.quantiles().size() * shape.horizon();
    }

    /** Rounds all quantiles of a forecast, (target, quantile, lead). */
    void roundAll(double[] values) {
        for (int target = 0; target < counts.length; target++) {
            round(target, values, target * width, width);
        }
    }

    /** Rounds the quantiles of a target for one day; NaN stays. */
    void round(int target, double[] quantiles) {
        round(target, quantiles, 0, quantiles.length);
    }

    private void round(int target, double[] values, int from, int length) {
        for (int i = from; counts[target] && i < from + length; i++) {
            values[i] = Math.max(0, Math.ceil(values[i] - 0.5));
        }
    }
}
