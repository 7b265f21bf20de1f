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
        return ofQuantiles(shape, series, origin, quantiles, shape.means(quantiles));
    }

    /**
     * A forecast by quantiles and a mean of its own.
     *
     * @param quantiles in the order of {@code shape}
     * @param means in the order (target, lead)
     */
    public static IssuedForecast ofQuantiles(
            ForecastShape shape, int series, int origin, double[] quantiles, double[] means) {
        int horizon = shape.horizon();
        double[] points = new double[shape.targets().size() * horizon];
        for (int target = 0; target < shape.targets().size(); target++) {
            System.arraycopy(quantiles, shape.index(target, shape.median(), 0), points, target * horizon, horizon);
        }
        return new IssuedForecast(series, origin, points, means, quantiles);
    }
}
