package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;
import java.util.List;
import java.util.Objects;

/**
 * What a forecast says of one target. Forecasts of different targets may come from different jobs, so that each target has its own.
 *
 * @param origin the last day that the forecast knew, counted from 1970-01-01
 * @param revision higher for each forecast that replaces one from this origin
 * @param model name of the model in force
 * @param source who made the values
 * @param restarted whether the series began anew with the origin
 * @param issued when the job wrote it, in milliseconds; {@link IssuedForecast#UNKNOWN_TIME} where that is not known
 * @param days days of the window that had a value of a target; {@link Forecast#UNKNOWN_DAYS} where the job did not say
 * @param quantiles probabilities, ascending
 * @param values for each quantile one a day, (quantiles, horizon); not copied
 */
public record TargetForecast(
        int origin,
        int revision,
        String model,
        Forecast.Source source,
        boolean restarted,
        long issued,
        int days,
        List<Double> quantiles,
        double[] values) {

    public TargetForecast {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(quantiles, "quantiles");
        Objects.requireNonNull(values, "values");
    }

    /** Days ahead. */
    public int horizon() {
        return values.length / quantiles.size();
    }

    /** The value of a quantile at a lead, 0 being the day after the origin. */
    public double value(int quantile, int lead) {
        return values[quantile * horizon() + lead];
    }
}
