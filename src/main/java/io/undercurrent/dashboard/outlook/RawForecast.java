package io.undercurrent.dashboard.outlook;

import io.undercurrent.series.ForecastShape;

/**
 * A forecast before any correction.
 *
 * @param shape of the values
 * @param values the network's quantiles, in the order of {@code shape}
 * @param baselines the forecasts without the network, (targets, horizon)
 */
public record RawForecast(ForecastShape shape, double[] values, double[] baselines) {

    /** The quantiles of a target at a lead, 0 being the day after the origin. */
    public double[] quantiles(int target, int lead) {
        double[] quantiles = new double[shape.quantiles().size()];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = values[shape.index(target, i, lead)];
        }
        return quantiles;
    }

    public double median(int target, int lead) {
        return values[shape.index(target, shape.median(), lead)];
    }

    public double baseline(int target, int lead) {
        return baselines[target * shape.horizon() + lead];
    }

    /** Whether the network has a value of a target. */
    public boolean isFinite(int target) {
        return Double.isFinite(median(target, 0));
    }
}
