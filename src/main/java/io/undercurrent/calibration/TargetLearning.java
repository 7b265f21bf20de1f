package io.undercurrent.calibration;

import io.undercurrent.calibration.interval.IntervalCorrection;
import io.undercurrent.calibration.interval.IntervalUnits;
import io.undercurrent.calibration.interval.QuantileTracker;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;

/**
 * Learns from one target's value of a day and the forecasts made for it.
 *
 * <p>State, in a flat array from an offset on: the lowest value so far, then for each quantile except the median the
 * {@link QuantileTracker} of the model and that of the baseline.
 */
final class TargetLearning {

    private final int quantiles;
    private final int horizon;
    private final int centre;
    private final boolean tracking;
    private final HeldForecast held;
    private final IntervalUnits units;
    /** By quantile; null for the median. */
    private final QuantileTracker[] ofModel;

    private final QuantileTracker[] ofBaseline;
    private final int size;

    /** The numbers of a forecast for a day, see {@link HeldForecast#read}. */
    private final float[] forecast;

    private float modelError;
    private float baselineError;

    /**
     * @param tracking whether intervals are learnt
     * @param held reads the forecasts
     */
    TargetLearning(ForecastShape shape, boolean tracking, HeldForecast held) {
        this.tracking = tracking;
        this.held = held;
        quantiles = shape.quantiles().size();
        horizon = shape.horizon();
        centre = shape.median();
        forecast = new float[quantiles + 1];
        units = new IntervalUnits(shape);
        ofModel = QuantileTracker.of(shape);
        ofBaseline = QuantileTracker.of(shape);
        int floats = 1;
        for (QuantileTracker tracker : ofModel) {
            floats += tracker == null ? 0 : 2 * tracker.size();
        }
        size = floats;
    }

    /** Floats of state. */
    int size() {
        return size;
    }

    /** Initialises the state for a series before its first day. */
    void begin(float[] state, int offset) {
        state[offset] = Float.NaN;
    }

    /** Makes the trackers of the model those of one that nothing is known of. */
    void forgetModel(float[] state, int offset) {
        int at = offset + 1;
        for (QuantileTracker tracker : ofModel) {
            if (tracker != null) {
                Arrays.fill(state, at, at + tracker.size(), 0);
                at += 2 * tracker.size();
            }
        }
    }

    /**
     * Updates the state with a day that has a value.
     *
     * @param history the forecasts from the origins before the day
     * @param speaker the model that forecasts now; the forecasts of others say nothing of it
     */
    void meet(float[] state, int offset, int target, Outcome outcome, ForecastHistory history, Speaker speaker) {
        float value = (float) outcome.actual()[target];
        state[offset] = Float.isNaN(state[offset]) ? value : Math.min(state[offset], value);
        beginDay();
        double modelSum = 0;
        double baselineSum = 0;
        int count = 0;
        // On days that it was trained on, a model's errors are smaller than they will be.
        boolean isNew = outcome.day() > speaker.trainedUntil();
        for (int position = history.before(outcome.day()); position >= 0; position--) {
            int lead = outcome.day() - history.origin(position) - 1;
            if (lead >= horizon) {
                break;
            }
            held.select(history, position, target);
            float actual = (float) (outcome.actual()[target] - held.reference());
            held.read(lead, forecast);
            boolean answered = Float.isFinite(forecast[0]) && speaker.model().equals(history.model(position));
            if (answered) {
                modelSum += Math.abs(actual - forecast[centre]);
                baselineSum += Math.abs(actual - forecast[quantiles]);
                count++;
            }
            if (tracking) {
                track(state, offset + 1, lead, actual, answered && isNew, held.scale());
            }
        }
        endDay(state, offset + 1);
        modelError = (float) (modelSum / count / outcome.scale()[target]);
        baselineError = (float) (baselineSum / count / outcome.scale()[target]);
    }

    private void track(float[] state, int offset, int lead, float actual, boolean learns, float scale) {
        float centreOfModel = forecast[centre];
        float baseline = forecast[quantiles];
        int tracker = offset;
        for (int i = 0; i < quantiles; i++) {
            if (ofModel[i] == null) {
                continue;
            }
            if (learns) {
                float distance = units.modelDistance(i, forecast[i], centreOfModel);
                float excess = units.side(i) * (actual - centreOfModel) - distance;
                observe(ofModel[i], state, tracker, lead, excess, IntervalUnits.modelUnit(distance, scale));
            }
            float wide = units.baselineDistance(i, scale);
            float beyond = units.side(i) * (actual - baseline) - wide;
            int size = ofModel[i].size();
            observe(ofBaseline[i], state, tracker + size, lead, beyond, wide);
            tracker += 2 * size;
        }
    }

    private static void observe(
            QuantileTracker tracker, float[] state, int offset, int lead, float excess, float unit) {
        float inUnits = excess / unit;
        if (unit > 0 && !Float.isNaN(inUnits)) {
            tracker.observe(state, offset, lead, inUnits);
        }
    }

    private void beginDay() {
        for (int i = 0; i < quantiles; i++) {
            if (ofModel[i] != null) {
                ofModel[i].begin();
                ofBaseline[i].begin();
            }
        }
    }

    private void endDay(float[] state, int offset) {
        int tracker = offset;
        for (int i = 0; i < quantiles; i++) {
            if (ofModel[i] != null) {
                ofModel[i].end(state, tracker);
                ofBaseline[i].end(state, tracker + ofModel[i].size());
                tracker += 2 * ofModel[i].size();
            }
        }
    }

    /**
     * Mean scaled absolute error of the model, over the forecasts of the day that both model and baseline made; NaN if
     * there is none.
     */
    float modelError() {
        return modelError;
    }

    /** The same for the baseline. */
    float baselineError() {
        return baselineError;
    }

    /**
     * Writes the correction for the forecasts of model or baseline, in the layout of {@link IntervalCorrection}.
     *
     * @param byModel true for the model, false for the baseline
     */
    void correction(float[] state, int offset, boolean byModel, float[] correction, int at) {
        correction[at] = state[offset];
        int tracker = offset + 1;
        int next = at + 1;
        for (QuantileTracker one : ofModel) {
            if (one != null) {
                one.correction(state, byModel ? tracker : tracker + one.size(), correction, next);
                tracker += 2 * one.size();
                next += one.correctionSize();
            }
        }
    }
}
