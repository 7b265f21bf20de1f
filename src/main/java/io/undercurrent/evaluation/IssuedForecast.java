package io.undercurrent.evaluation;

import io.undercurrent.series.ForecastShape;

/**
 * What a method forecast for one series from one origin.
 *
 * @param series position of the series among the histories of the plan
 * @param origin the last day that the forecast knew
 * @param points the best guesses in the order (target, lead); not copied
 * @param quantiles in the order of the plan's shape, (target, quantile, lead); empty if the method has none; not copied
 */
public record IssuedForecast(int series, int origin, float[] points, float[] quantiles) {

    /**
     * A forecast whose best guess is its quantile nearest to the median.
     *
     * @param quantiles in the order of {@code shape}
     */
    public static IssuedForecast ofQuantiles(ForecastShape shape, int series, int origin, float[] quantiles) {
        int horizon = shape.horizon();
        float[] points = new float[shape.targets().size() * horizon];
        for (int target = 0; target < shape.targets().size(); target++) {
            System.arraycopy(quantiles, shape.index(target, shape.median(), 0), points, target * horizon, horizon);
        }
        return new IssuedForecast(series, origin, points, quantiles);
    }
}
