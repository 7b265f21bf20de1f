package io.undercurrent.series;

import java.util.List;
import java.util.Objects;

/**
 * The contents of a model's forecasts: one value for each target, quantile and day of the horizon.
 *
 * <p>The values of a forecast lie in one array in the order (target, quantile, lead); {@link #index} finds one of them.
 *
 * @param targets names of the values forecast
 * @param quantiles probabilities, strictly ascending, inside (0, 1)
 * @param horizon days ahead; lead 0 is the day after the origin
 */
public record ForecastShape(List<String> targets, List<Double> quantiles, int horizon) {

    public ForecastShape {
        targets = List.copyOf(Objects.requireNonNull(targets, "targets"));
        quantiles = List.copyOf(Objects.requireNonNull(quantiles, "quantiles"));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: expected at least one name, but the list is empty");
        }
        if (quantiles.isEmpty()) {
            throw new IllegalArgumentException("quantiles: expected at least one probability, but the list is empty");
        }
        double previous = 0;
        for (double quantile : quantiles) {
            if (!(quantile > previous && quantile < 1)) {
                throw new IllegalArgumentException(
                        "quantiles: expected strictly ascending probabilities between 0 and 1, but got " + quantiles);
            }
            previous = quantile;
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon: expected at least 1 day, but got " + horizon);
        }
    }

    /** Number of values in a forecast. */
    public int size() {
        return targets.size() * quantiles.size() * horizon;
    }

    /** Position of a value in a forecast; all three count from 0, lead 0 being the day after the origin. */
    public int index(int target, int quantile, int lead) {
        return (target * quantiles.size() + quantile) * horizon + lead;
    }

    /**
     * Position of the median among the quantiles.
     *
     * @throws IllegalStateException if 0.5 is not among the quantiles; models always have it, forecasts written by
     *     other programs may not
     */
    public int median() {
        int median = quantiles.indexOf(0.5);
        if (median < 0) {
            throw new IllegalStateException("quantiles: expected 0.5 among them, but got " + quantiles);
        }
        return median;
    }

    /**
     * The weight of each quantile in a mean: the probability nearer to it than to any other quantile. For 0.1, 0.5 and
     * 0.9 the weights are 0.3, 0.4 and 0.3 (Swanson's mean).
     */
    public double[] probabilities() {
        double[] probabilities = new double[quantiles.size()];
        double from = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double to = i == probabilities.length - 1 ? 1 : 0.5 * (quantiles.get(i) + quantiles.get(i + 1));
            probabilities[i] = to - from;
            from = to;
        }
        return probabilities;
    }

    /**
     * The means of all targets on all days, computed from quantiles alone.
     *
     * @param quantiles as many as {@link #size}, in the order of {@link #index}
     * @return in the order (target, lead)
     */
    public double[] means(double[] quantiles) {
        double[] weights = probabilities();
        double[] means = new double[targets.size() * horizon];
        for (int target = 0; target < targets.size(); target++) {
            for (int quantile = 0; quantile < weights.length; quantile++) {
                for (int lead = 0; lead < horizon; lead++) {
                    means[target * horizon + lead] += weights[quantile] * quantiles[index(target, quantile, lead)];
                }
            }
        }
        return means;
    }
}
