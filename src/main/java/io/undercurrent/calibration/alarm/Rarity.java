package io.undercurrent.calibration.alarm;

import io.undercurrent.series.ForecastShape;

/**
 * How surprising a value is under the quantiles of a forecast, as the probability below it and in bits.
 *
 * <p>Between quantiles the probability is linear in the value. Beyond the outer ones each tail is exponential, at the mean
 * rate from the median to the outer quantile: where 0.1 lies 5 below the median, every further 5 divide the probability by 5
 * again. A value that equals several quantiles has the probability of theirs that is nearest to one half.
 *
 * <p>The surprise is {@code -log2(2 min(p, 1 - p))}: 0 bits at the median, and b bits for what happens once in 2<sup>b</sup>
 * days if the forecasts are calibrated. Not thread-safe.
 */
public final class Rarity {

    /** Most bits of a surprise; reached where a forecast has no width at all. */
    public static final double MOST_BITS = 100;

    /** Share of the series' scale that widens a tail, so that a quantile equal to the median has one. */
    private static final double SHARE_OF_SCALE = 0.05;

    private final double[] probabilities;
    private final int median;
    private double probability;
    private double bits;

    public Rarity(ForecastShape shape) {
        probabilities = shape.quantiles().stream().mapToDouble(p -> p).toArray();
        median = shape.median();
    }

    /**
     * Measures a value.
     *
     * @param quantiles ascending
     * @param scale of the series up to the origin, mean absolute difference from the week before; NaN if not known
     */
    public void measure(double[] quantiles, double actual, double scale) {
        int last = quantiles.length - 1;
        if (actual < quantiles[0]) {
            double tail = probabilities[0];
            bits = bitsBeyond(tail, quantiles[median] - quantiles[0], quantiles[0] - actual, scale);
            probability = 0.5 * Math.pow(2, -bits);
        } else if (actual > quantiles[last]) {
            double tail = 1 - probabilities[last];
            bits = bitsBeyond(tail, quantiles[last] - quantiles[median], actual - quantiles[last], scale);
            probability = 1 - 0.5 * Math.pow(2, -bits);
        } else {
            probability = within(quantiles, actual);
            bits = bits(Math.min(probability, 1 - probability));
        }
    }

    /**
     * @param tail probability beyond the outer quantile
     * @param distance of the outer quantile from the median
     * @param beyond distance of the value from the outer quantile
     */
    private static double bitsBeyond(double tail, double distance, double beyond, double scale) {
        double margin = Double.isNaN(scale) ? 0 : SHARE_OF_SCALE * scale;
        double atQuantile = bits(tail);
        // The median alone says nothing of the width: its tails halve with each scale.
        double bitsADistance = atQuantile > 0 ? atQuantile / (distance + margin) : 1 / scale;
        double sum = atQuantile + beyond * bitsADistance;
        return Double.isNaN(sum) ? MOST_BITS : Math.min(MOST_BITS, sum);
    }

    private double within(double[] quantiles, double actual) {
        int above = 0;
        while (quantiles[above] < actual) {
            above++;
        }
        if (quantiles[above] > actual) {
            double share = (actual - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
            return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
        }
        int equal = above;
        while (equal + 1 < quantiles.length && quantiles[equal + 1] == actual) {
            equal++;
        }
        return Math.max(probabilities[above], Math.min(0.5, probabilities[equal]));
    }

    /**
     * @param tail probability on the side of the value, at most one half
     */
    private static double bits(double tail) {
        return Math.max(0, -1 - Math.log(tail) / Math.log(2));
    }

    /** Probability of a value below the measured one. */
    public double probability() {
        return probability;
    }

    /** Surprise of the measured value. */
    public double bits() {
        return bits;
    }
}
