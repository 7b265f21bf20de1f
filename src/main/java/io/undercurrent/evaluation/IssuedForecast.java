package io.undercurrent.evaluation;

import io.undercurrent.series.ForecastShape;

/**
 * What a method forecast for one series from one origin.
 *
 * @param series position of the series among the histories of the plan
 * @param origin the last day that the forecast knew
 * @param points the best guesses in the order (target, lead) where the distance counts; not copied
 * @param means the best guesses where its square counts, in the same order; not copied
 * @param quantiles in the order of the plan's shape, (target, quantile, lead); empty if the method has none; not copied
 */
public record IssuedForecast(int series, int origin, double[] points, double[] means, double[] quantiles) {

    /** A forecast of a method that has one best guess for all purposes. */
    public static IssuedForecast ofPoints(int series, int origin, double[] points, double[] quantiles) {
        return new IssuedForecast(series, origin, points, points, quantiles);
    }

    /**
     * A forecast by quantiles alone: the median has the least expected distance, their mean, weighted by the probability that
     * each stands for, about the least expected square.
     *
     * @param quantiles in the order of {@code shape}
     */
    public static IssuedForecast ofQuantiles(ForecastShape shape, int series, int origin, double[] quantiles) {
        int horizon = shape.horizon();
        double[] probabilities = shape.probabilities();
        double[] points = new double[shape.targets().size() * horizon];
        double[] means = new double[points.length];
        for (int target = 0; target < shape.targets().size(); target++) {
            System.arraycopy(quantiles, shape.index(target, shape.median(), 0), points, target * horizon, horizon);
            for (int lead = 0; lead < horizon; lead++) {
                double mean = 0;
                for (int quantile = 0; quantile < probabilities.length; quantile++) {
                    mean += probabilities[quantile] * quantiles[shape.index(target, quantile, lead)];
                }
                means[target * horizon + lead] = mean;
            }
        }
        return new IssuedForecast(series, origin, points, means, quantiles);
    }
}
