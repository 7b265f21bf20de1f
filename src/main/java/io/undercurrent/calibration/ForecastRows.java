package io.undercurrent.calibration;

import java.util.Arrays;

/**
 * Where the numbers stand in what is kept of the forecasts from an origin, one array: the scale of each target and its reference,
 * in two floats; then of each day that they were made for, from the first kept to the last, a row with the model's quantiles and
 * the baseline of each target, both less the reference. All of a day lies side by side, since days are what is met; days that
 * have passed fall off the front of the rows, so that these are found from their end.
 *
 * @param horizon days that a forecast is made for
 */
public record ForecastRows(int targets, int quantiles, int horizon) {

    private static final int HEAD_OF_A_TARGET = 3;

    /** Floats before the first day. */
    public int head() {
        return targets * HEAD_OF_A_TARGET;
    }

    /** Floats of a day. */
    public int width() {
        return targets * (quantiles + 1);
    }

    /** All days of a forecast. */
    public float[] of(OriginForecast forecast) {
        float[] rows = new float[head() + horizon * width()];
        for (int target = 0; target < targets; target++) {
            double reference = forecast.reference()[target];
            rows[target] = forecast.scale()[target];
            rows[targets + 2 * target] = (float) reference;
            rows[targets + 2 * target + 1] = (float) (reference - (float) reference);
        }
        int at = head();
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

    /** What the values of a target are told from, see {@link OriginForecast#reference}. */
    double reference(float[] rows, int target) {
        return (double) rows[targets + 2 * target] + rows[targets + 2 * target + 1];
    }

    /** Whether the values of any target are told from something else than 0. */
    public boolean hasReference(float[] rows) {
        for (int i = targets; i < head(); i++) {
            if (rows[i] != 0) {
                return true;
            }
        }
        return false;
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
        return horizon - (rows.length - head()) / width();
    }

    /**
     * The first lead at which another forecast from the same origin says something else.
     *
     * @param now holds all leads
     * @return -1 where there is none
     */
    int firstDifference(float[] held, float[] now) {
        int count = held.length - head();
        int position = Arrays.equals(held, targets, head(), now, targets, head())
                ? Arrays.mismatch(held, head(), held.length, now, now.length - count, now.length)
                : 0;
        return position < 0 ? -1 : firstLead(held) + position / width();
    }
}
