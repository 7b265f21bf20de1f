package io.undercurrent.calibration.interval;

import io.undercurrent.series.Finite;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.QuantileOrder;
import java.util.Arrays;

/**
 * Moves the quantiles of a forecast away from the centre or towards it.
 *
 * <p>The correction of a target is stored in a flat array from an offset on: the lowest value up to the origin, then
 * for each quantile except the median the correction of its {@link QuantileTracker}.
 */
public final class IntervalCorrection {

    private final int quantiles;
    private final int centre;
    private final boolean correcting;
    private final IntervalUnits units;
    private final QuantileTracker[] trackers;
    private final int size;
    private final float[] moved;

    /**
     *
     * @param correcting whether quantiles are moved; otherwise the model's stay as they are, and the baseline's are
     *     those of normal errors
     */
    public IntervalCorrection(ForecastShape shape, boolean correcting) {
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

    /** Number of floats in the correction of one target. */
    public int size() {
        return size;
    }

    /**
     * Computes the corrected quantiles of one day, minus the reference of their target.
     *
     * @param forecast the model's quantiles for the day, then the baseline
     * @param scale of the target up to the origin
     * @param zero the number 0 minus the reference
     * @param byModel whether to use the model's quantiles; otherwise the baseline's
     * @param lead 0 for the day after the origin
     * @param values receives one value for each quantile; NaN if there is none
     */
    public void apply(
            float[] forecast,
            float scale,
            float zero,
            boolean byModel,
            float[] correction,
            int offset,
            int lead,
            float[] values) {
        if (byModel) {
            System.arraycopy(forecast, 0, values, 0, quantiles);
        } else {
            Arrays.fill(values, forecast[quantiles]);
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
            // Do not cross the median: sorting would then change the median.
            float outwards = Math.max(-distance, share * unit);
            moved[i] += units.side(i) * (byModel ? outwards : distance + outwards);
            tracker += trackers[i].correctionSize();
        }
    }
}
