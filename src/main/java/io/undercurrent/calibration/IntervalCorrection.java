package io.undercurrent.calibration;

import io.undercurrent.series.Finite;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.QuantileOrder;
import java.util.Arrays;

/**
 * Moves the quantiles of a forecast outwards or inwards.
 *
 * <p>By how much stands, for each target, in a flat array from an offset on: the lowest value ever up to the origin, then for
 * each quantile but the median the correction of its {@link QuantileTracker}.
 */
final class IntervalCorrection {

    private final int quantiles;
    private final int centre;
    private final boolean correcting;
    private final IntervalUnits units;
    private final QuantileTracker[] trackers;
    private final int size;
    private final float[] moved;

    /**
     * @param correcting whether anything is moved; without, the model's quantiles leave as they are, and the baseline's, which
     *     are made here, as they are at first
     */
    IntervalCorrection(ForecastShape shape, boolean correcting) {
        this.correcting = correcting;
        quantiles = shape.quantiles().size();
        centre = shape.median();
        units = new IntervalUnits(shape);
        trackers = QuantileTracker.of(shape);
        int floats = 1;
        for (QuantileTracker tracker : trackers) {
            floats += tracker == null ? 0 : tracker.correctionSize();
        }
        size = floats;
        moved = new float[quantiles];
    }

    /** Floats that say by how much one target's quantiles are moved. */
    int size() {
        return size;
    }

    /**
     * The quantiles that leave for one day, less the reference of their target.
     *
     * @param forecast as {@link ForecastRows} has it
     * @param at where the day's quantiles for the target stand in it
     * @param scale of the target up to the origin
     * @param zero what 0 is, less the reference
     * @param byModel whether they are the model's, or the baseline's
     * @param lead 0 for the day after the origin
     * @param values receives one value a quantile; NaN where there is none
     */
    void apply(
            float[] forecast,
            int at,
            float scale,
            float zero,
            boolean byModel,
            float[] correction,
            int offset,
            int lead,
            float[] values) {
        if (byModel) {
            System.arraycopy(forecast, at, values, 0, quantiles);
        } else {
            Arrays.fill(values, forecast[at + quantiles]);
        }
        if (byModel && !correcting) {
            return;
        }
        move(values, scale, byModel, correction, offset + 1, lead);
        if (Finite.all(moved)) {
            System.arraycopy(moved, 0, values, 0, quantiles);
        }
        QuantileOrder.sort(values);
        if (correction[offset] >= 0) {
            for (int i = 0; i < quantiles; i++) {
                values[i] = Math.max(zero, values[i]);
            }
        }
    }

    private void move(float[] values, float scale, boolean byModel, float[] correction, int offset, int lead) {
        int tracker = offset;
        for (int i = 0; i < quantiles; i++) {
            moved[i] = values[i];
            if (trackers[i] == null) {
                continue;
            }
            float share = correcting ? trackers[i].correction(correction, tracker, lead) : 0;
            float distance =
                    byModel ? units.modelDistance(i, values[i], values[centre]) : units.baselineDistance(i, scale);
            float unit = byModel ? IntervalUnits.modelUnit(distance, scale) : distance;
            // Not across the median, which would become another by the sorting.
            float outwards = Math.max(-distance, share * unit);
            moved[i] += units.side(i) * (byModel ? outwards : distance + outwards);
            tracker += trackers[i].correctionSize();
        }
    }
}
