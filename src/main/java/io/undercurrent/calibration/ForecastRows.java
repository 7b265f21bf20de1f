package io.undercurrent.calibration;

import java.util.Arrays;

/**
 * The layout of the array stored for a forecast. First come the scale of each target and its reference as two floats.
 * Then comes a row for each day ahead that is still kept: the model's quantiles and the baseline of each target, both
 * minus the reference. A row holds one day, because days are scored one at a time. Rows of past days are cut off at the
 * front, so positions are counted from the end.
 *
 * @param horizon days that a forecast is made for
 */
public record ForecastRows(int targets, int quantiles, int horizon) {

    private static final int HEAD_OF_A_TARGET = 3;

    /** Floats before the first day. */
    public int head() {
        return targets * HEAD_OF_A_TARGET;
    }

    /** Floats in the row of a day. */
    public int width() {
        return targets * (quantiles + 1);
    }

    /** The array of a forecast with all its days. */
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

    /** The scale of a target up to the origin, see {@link Outcome#scale}. */
    float scale(float[] rows, int target) {
        return rows[target];
    }

    /** The reference of a target, see {@link OriginForecast#reference}. */
    double reference(float[] rows, int target) {
        return (double) rows[targets + 2 * target] + rows[targets + 2 * target + 1];
    }

    /** Whether the reference of any target is not 0. */
    public boolean hasReference(float[] rows) {
        for (int i = targets; i < head(); i++) {
            if (rows[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Position of a target's first quantile at a lead (0 for the day after the origin); the baseline follows the
     * quantiles.
     */
    int at(float[] rows, int target, int lead) {
        return rows.length - (horizon - lead) * width() + target * (quantiles + 1);
    }

    /** The baseline of a target at a lead, 0 for the day after the origin. */
    float baseline(float[] rows, int target, int lead) {
        return rows[at(rows, target, lead) + quantiles];
    }

    /** The first lead still kept; the horizon if none is. */
    public int firstLead(float[] rows) {
        return horizon - (rows.length - head()) / width();
    }

    /**
     * The first lead at which two forecasts from the same origin differ.
     *
     * @param now holds all leads
     * @return -1 if there is none
     */
    int firstDifference(float[] held, float[] now) {
        int count = held.length - head();
        int position = Arrays.equals(held, targets, head(), now, targets, head())
                ? Arrays.mismatch(held, head(), held.length, now, now.length - count, now.length)
                : 0;
        return position < 0 ? -1 : firstLead(held) + position / width();
    }
}
