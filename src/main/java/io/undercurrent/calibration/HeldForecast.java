package io.undercurrent.calibration;

import io.undercurrent.series.ForecastShape;
import java.util.Arrays;

/**
 * What is kept of the forecasts from an origin: of each day that they were made for, from the first that may still come or
 * change on, a row with the model's quantiles and the baseline of each target. All of a day lies side by side, since days are
 * what is met, and what is forgotten is the front of the array.
 *
 * @param origin the last day that the forecasts knew, counted from 1970-01-01
 * @param firstDay the day of the first row
 * @param days number of rows; the last is of the day at the horizon
 * @param scale by target, see {@link Outcome#scale}
 * @param rows (day, target, quantiles and then the baseline); the quantiles NaN on all days where the model has no finite answer
 */
public record HeldForecast(int origin, int firstDay, int days, float[] scale, float[] rows) {

    static HeldForecast of(OriginForecast forecast, ForecastShape shape) {
        int targets = shape.targets().size();
        int quantiles = shape.quantiles().size();
        int horizon = shape.horizon();
        float[] rows = new float[horizon * targets * (quantiles + 1)];
        int at = 0;
        for (int lead = 0; lead < horizon; lead++) {
            for (int target = 0; target < targets; target++) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    rows[at++] = forecast.values()[shape.index(target, quantile, lead)];
                }
                rows[at++] = forecast.baseline()[target * horizon + lead];
            }
        }
        return new HeldForecast(forecast.origin(), forecast.origin() + 1, horizon, forecast.scale(), rows);
    }

    /**
     * Where the quantiles of a target for a day that is held begin in {@link #rows}; the baseline follows them.
     *
     * @param quantiles number of them
     */
    int at(int day, int target, int quantiles) {
        return ((day - firstDay) * scale.length + target) * (quantiles + 1);
    }

    /**
     * The first day for which another forecast from this origin says something else.
     *
     * @param other holds all days that this one does
     * @return {@link Integer#MAX_VALUE} where there is none
     */
    int firstDifference(HeldForecast other, int quantiles) {
        int from = other.at(firstDay, 0, quantiles);
        int position = Arrays.mismatch(rows, 0, rows.length, other.rows, from, other.rows.length);
        return position < 0 ? Integer.MAX_VALUE : firstDay + position / at(firstDay + 1, 0, quantiles);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldForecast that
                && origin == that.origin
                && firstDay == that.firstDay
                && days == that.days
                && Arrays.equals(scale, that.scale)
                && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return 31 * origin + Arrays.hashCode(rows);
    }
}
