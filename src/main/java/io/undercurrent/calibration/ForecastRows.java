package io.undercurrent.calibration;

import java.util.Arrays;

/**
 * Where the numbers stand in what is kept of the forecasts from an origin, one array: the scale of each target, then of each
 * day that they were made for, from the first kept to the last, a row with the model's quantiles and the baseline of each
 * target. All of a day lies side by side, since days are what is met; days that have passed fall off the front of the rows, so
 * that these are found from their end.
 *
 * @param horizon days that a forecast is made for
 */
public record ForecastRows(int targets, int quantiles, int horizon) {

    /** Floats of a day. */
    public int width() {
        return targets * (quantiles + 1);
    }

    /** All days of a forecast. */
    public float[] of(OriginForecast forecast) {
        float[] rows = new float[targets + horizon * width()];
        System.arraycopy(forecast.scale(), 0, rows, 0, targets);
        int at = targets;
        for (int lead = 0; lead < horizon; lead++) {
            for (int target = 0; target < targets; target++) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    rows[at++] = forecast.values()[(target * quantiles + quantile) * horizon + lead];
                }
                rows[at++] = forecast.baseline()[target * horizon + lead];
            }
        }
        return rows;
    }

    /** The scale of a target in the days up to the origin, see {@link Outcome#scale}. */
    float scale(float[] rows, int target) {
        return rows[target];
    }

    /** Where the quantiles of a target at a lead (0 for the day after the origin) begin; the baseline follows them. */
    int at(float[] rows, int target, int lead) {
        return rows.length - (horizon - lead) * width() + target * (quantiles + 1);
    }

    /** The baseline of a target at a lead, 0 for the day after the origin. */
    float baseline(float[] rows, int target, int lead) {
        return rows[at(rows, target, lead) + quantiles];
    }

    /** The first lead that is kept; the horizon where none is. */
    public int firstLead(float[] rows) {
        return horizon - (rows.length - targets) / width();
    }

    /**
     * The first lead at which another forecast from the same origin says something else.
     *
     * @param now holds all leads
     * @return -1 where there is none
     */
    int firstDifference(float[] held, float[] now) {
        int count = held.length - targets;
        int position = Arrays.mismatch(held, targets, held.length, now, now.length - count, now.length);
        return position < 0 ? -1 : firstLead(held) + position / width();
    }
}
