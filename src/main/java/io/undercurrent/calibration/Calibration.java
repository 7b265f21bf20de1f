package io.undercurrent.calibration;

import io.undercurrent.calibration.alarm.AnomalyAlarms;
import io.undercurrent.calibration.interval.IntervalCorrection;
import io.undercurrent.calibration.interval.QuantileTracker;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.util.Arrays;

/**
 * Corrects the forecasts of a series by the errors of earlier forecasts.
 *
 * <p>Each quantile except the median is moved nearer to the median or farther from it, as its {@link QuantileTracker}
 * has learnt, and the quantiles are sorted if they would cross. The median is not corrected: adapting it to recent
 * errors is the model's task. If a series was never below zero, its quantiles are not either. The mean is computed separately
 * and never corrected.
 *
 * <p>The baseline has quantiles too: first those of normal errors with the scale of the series, then moved by trackers
 * of its own; without correction they stay as they are at first. The baseline replaces the model for a target without a
 * finite model output, and for the whole series while it has taken over.
 *
 * <p>What was learnt is kept across gaps and when the series is started again, because the size of errors is a property
 * of the series that a gap does not change. With another model, what was learnt of the one before ends, and the days to
 * come are met by the forecasts of the new one alone; what was learnt of the baseline and of the series stays.
 *
 * <p>State: {@link Takeover}, then {@link TargetLearning} for each target, then {@link AnomalyAlarms}. Not thread-safe.
 */
public final class Calibration {

    private final int targets;
    private final ForecastRows rows;
    private final HeldForecast held;
    private final Takeover takeover;
    private final TargetLearning learning;
    private final IntervalCorrection intervals;
    private final AnomalyAlarms alarms;
    private final float[] correction;
    /** A forecast as it is to be held. */
    private final short[] kept;
    /** What is known after a day. */
    private final float[] known;

    private final float[] moved;
    /** The numbers of a forecast for a day, see {@link HeldForecast#read}. */
    private final float[] day;

    /** By quantile: its weight in the mean. */
    private final float[] weights;

    private final double[] issued;
    /** Whether forecasts leave as the model made them. */
    private final boolean exact;

    public Calibration(ForecastShape shape, CalibrationOptions options) {
        targets = shape.targets().size();
        exact = options.leavesForecasts();
        rows = new ForecastRows(targets, shape.quantiles().size(), shape.horizon());
        held = new HeldForecast(rows);
        kept = rows.newRows(0);
        takeover = new Takeover(options.takeoverDays());
        learning = new TargetLearning(shape, options.intervals(), held);
        intervals = new IntervalCorrection(shape, options.intervals());
        alarms = new AnomalyAlarms(shape, options.alarmsPerYear() / CalibrationOptions.YEAR);
        correction = new float[1 + targets * intervals.size()];
        known = new float[learntSize()];
        moved = new float[shape.quantiles().size()];
        issued = new double[moved.length];
        day = new float[moved.length + 1];
        weights = new float[moved.length];
        double[] probabilities = shape.probabilities();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) probabilities[i];
        }
    }

    /** Number of floats learnt for a series. */
    public int learntSize() {
        return alarmOffset() + alarms.size();
    }

    private int offset(int target) {
        return Takeover.SIZE + target * learning.size();
    }

    /** The alarms come last, because earlier releases did not have them. */
    private int alarmOffset() {
        return offset(targets);
    }

    /** The history of a series before its first day. */
    public ForecastHistory newHistory() {
        return new ForecastHistory(rows);
    }

    /** The numbers stored for a forecast, from which it is issued and scored; valid until the next call. */
    short[] keep(OriginForecast forecast) {
        rows.put(kept, forecast);
        return kept;
    }

    /** The first day on which a forecast differs from the stored one of the same origin. */
    int firstDifference(ForecastHistory history, int origin, short[] forecast) {
        int position = history.positionOf(origin);
        if (position < 0) {
            return origin + 1;
        }
        int lead = rows.firstDifference(
                history.forecasts(), history.forecastAt(position), history.firstLead(position), forecast);
        return lead < 0 ? Integer.MAX_VALUE : origin + 1 + lead;
    }

    /**
     * Stores a forecast, and learns from the day of its origin.
     *
     * @param forecast from {@link #keep}
     * @param outcome of that day; null if what was learnt after it is still valid
     * @param speaker the model that the forecast is by
     * @return position in the history
     */
    int enter(ForecastHistory history, int origin, short[] forecast, Outcome outcome, Speaker speaker) {
        boolean isValid = outcome == null && history.positionOf(origin) >= 0;
        if (!isValid) {
            learn(history, origin, outcome, speaker);
        }
        return history.put(origin, forecast, isValid ? null : known, speaker.model());
    }

    /** Whether the forecast that is held from an origin is by another model. */
    boolean isByAnother(ForecastHistory history, int origin, String model) {
        int held = history.positionOf(origin);
        return held >= 0 && !model.equals(history.model(held));
    }

    /** Finds out what is known after the day of an origin. */
    private void learn(ForecastHistory history, int origin, Outcome outcome, Speaker speaker) {
        int before = history.before(origin);
        if (before < 0) {
            begin();
        } else {
            System.arraycopy(history.learnt(), history.learntAt(before), known, 0, known.length);
            if (!speaker.model().equals(history.model(before))) {
                forgetModel();
            }
        }
        if (outcome != null && outcome.hasActual()) {
            meet(outcome, history, speaker);
        }
    }

    private void begin() {
        Arrays.fill(known, 0);
        for (int target = 0; target < targets; target++) {
            learning.begin(known, offset(target));
        }
    }

    /** Leaves what is known of the series and of the baseline alone. */
    private void forgetModel() {
        takeover.begin(known, 0);
        for (int target = 0; target < targets; target++) {
            learning.forgetModel(known, offset(target));
        }
    }

    /** Learns from a day; {@code history} holds the forecasts made for it. */
    private void meet(Outcome outcome, ForecastHistory history, Speaker speaker) {
        float ofModel = 0;
        float ofBaseline = 0;
        int count = 0;
        for (int target = 0; target < targets; target++) {
            if (measure(history, outcome, target)) {
                alarms.meet(
                        known,
                        alarmOffset(),
                        target,
                        outcome.day(),
                        outcome.missing()[target],
                        outcome.repetition()[target],
                        outcome.absurd()[target]);
            }
            if (!Double.isNaN(outcome.actual()[target]) && !outcome.absurd()[target]) {
                learning.meet(known, offset(target), target, outcome, history, speaker);
                if (Float.isFinite(learning.modelError())) {
                    ofModel += learning.modelError();
                    ofBaseline += learning.baselineError();
                    count++;
                }
            }
        }
        if (count > 0) {
            takeover.observe(known, 0, ofModel / count, ofBaseline / count);
        }
    }

    /** Measures how surprising a value of a day is under the newest forecast made for it; false if there is none. */
    private boolean measure(ForecastHistory history, Outcome outcome, int target) {
        int position = newest(history, outcome, target);
        if (position < 0) {
            return false;
        }
        alarms.measure(issued, outcome.actual()[target], held.scale());
        return true;
    }

    /**
     * The position of the newest forecast made for a day, with its quantiles in {@link #issued}; -1 if there is none, or no
     * value.
     */
    private int newest(ForecastHistory history, Outcome outcome, int target) {
        int position = Double.isNaN(outcome.actual()[target]) ? -1 : history.before(outcome.day());
        for (; position >= 0; position--) {
            int lead = outcome.day() - history.origin(position) - 1;
            if (lead >= rows.horizon()) {
                return -1;
            }
            issue(history, position, target, lead, issued);
            if (!Double.isNaN(issued[0])) {
                return position;
            }
        }
        return -1;
    }

    /**
     * How surprising a day is: its value under the newest forecast made for it, and the days before it.
     *
     * @param quantiles receives this forecast; NaN if there is none
     */
    TargetScore.Surprise surprise(ForecastHistory history, Outcome outcome, int target, double[] quantiles) {
        if (!measure(history, outcome, target)) {
            Arrays.fill(quantiles, Double.NaN);
            return TargetScore.Surprise.UNKNOWN;
        }
        System.arraycopy(issued, 0, quantiles, 0, issued.length);
        int before = history.learntAt(history.before(outcome.day()));
        return alarms.surprise(
                history.learnt(),
                before + alarmOffset(),
                target,
                outcome.day(),
                outcome.missing()[target],
                outcome.repetition()[target]);
    }

    /** Whether a day was an anomaly when it was met last. */
    boolean wasAnomaly(ForecastHistory history, int day, int target) {
        int position = history.positionOf(day);
        return position >= history.condensed()
                && alarms.isAlarm(history.learnt(), history.learntAt(position) + alarmOffset(), target, day);
    }

    /**
     * Drops forecasts and learnt floats that are no longer needed.
     *
     * @param firstDay the first day that may still change
     */
    void forget(ForecastHistory history, int firstDay) {
        history.forgetBefore(firstDay);
        // If no later change can go back to an origin, only the correction of its forecast is still needed.
        int goneBackTo = history.before(firstDay);
        while (history.condensed() < goneBackTo) {
            correct(history, history.condensed());
            history.condense(correction);
        }
    }

    /**
     * Computes the correction of the forecast at a position from what was learnt up to its origin: whether the baseline has taken over,
     * then for each target the input of {@link IntervalCorrection}.
     */
    private void correct(ForecastHistory history, int position) {
        float[] learnt = history.learnt();
        int at = history.learntAt(position);
        if (position < history.condensed()) {
            System.arraycopy(learnt, at, correction, 0, correction.length);
            return;
        }
        boolean takenOver = takeover.isBaseline(learnt, at);
        correction[0] = takenOver ? 1 : 0;
        for (int target = 0; target < targets; target++) {
            // A model's days are all finite or all not, so check the last day, which is dropped last.
            boolean byModel = !takenOver
                    && rows.isAnswered(history.forecasts(), history.forecastAt(position), target, rows.horizon() - 1);
            learning.correction(learnt, at + offset(target), byModel, correction, 1 + target * intervals.size());
        }
    }

    /**
     * The corrected quantiles of a forecast for one day: those of the model, or of the baseline if the model's are not
     * finite or the baseline has taken over.
     *
     * @param lead 0 for the day after the origin
     * @param values receives one value for each quantile; NaN if neither has any
     */
    Source issue(ForecastHistory history, int position, int target, int lead, double[] values) {
        correct(history, position);
        held.select(history, position, target);
        return issue(lead, values);
    }

    /** The baseline from an origin at a lead, 0 for the day after; NaN if it has no value. */
    double baseline(ForecastHistory history, int position, int target, int lead) {
        held.select(history, position, target);
        return held.baseline(lead);
    }

    /** The same of the forecast and target at hand. */
    private Source issue(int lead, double[] values) {
        held.read(lead, day);
        boolean takenOver = correction[0] != 0;
        boolean byModel = !takenOver && Float.isFinite(day[0]);
        double reference = held.reference();
        int at = 1 + held.target() * intervals.size();
        intervals.apply(day, held.scale(), (float) -reference, byModel, correction, at, lead, moved);
        for (int i = 0; i < moved.length; i++) {
            values[i] = held.issue(byModel, reference + moved[i]);
        }
        return byModel || Double.isNaN(values[0]) && !takenOver ? Source.MODEL : Source.BASELINE;
    }

    /**
     * The mean of the network's own quantiles, or the baseline. Corrected quantiles are not used for the mean: a
     * correction may move one side of the median more than the other, and the mean would follow that move. The numbers of the day have
     * been read.
     */
    private double mean(Source made, float lowest) {
        boolean byModel = made == Source.MODEL;
        float sum = byModel ? 0 : day[rows.quantiles()];
        for (int i = 0; i < weights.length && byModel; i++) {
            sum += weights[i] * day[i];
        }
        double mean = held.issue(byModel, held.reference() + sum);
        return lowest >= 0 ? Math.max(0, mean) : mean;
    }

    /**
     * Where nothing is corrected, puts what the model forecast in place of what is kept of it, which is rounded.
     *
     * @param forecast whose rows are held at the position
     */
    void issueExactly(ForecastHistory history, int position, OriginForecast forecast, double[] values, double[] means) {
        if (!exact) {
            return;
        }
        correct(history, position);
        int at = history.forecastAt(position);
        int horizon = rows.horizon();
        for (int target = 0; target < targets; target++) {
            float lowest = correction[1 + target * intervals.size()];
            for (int lead = 0; lead < horizon && rows.isAnswered(history.forecasts(), at, target, lead); lead++) {
                double mean = forecast.exactly(target, lead, weights, values);
                means[target * horizon + lead] = lowest >= 0 ? Math.max(0, mean) : mean;
            }
        }
    }

    /**
     * The corrected forecast from an origin.
     *
     * @param values receives all quantiles, (target, quantile, lead)
     * @param means receives the means, (target, lead)
     */
    public Source issue(ForecastHistory history, int position, double[] values, double[] means) {
        correct(history, position);
        Source source = Source.MODEL;
        for (int target = 0; target < targets; target++) {
            held.select(history, position, target);
            float lowest = correction[1 + target * intervals.size()];
            for (int lead = 0; lead < rows.horizon(); lead++) {
                Source made = issue(lead, issued);
                if (made == Source.BASELINE) {
                    source = Source.BASELINE;
                }
                means[target * rows.horizon() + lead] = Double.isNaN(issued[0]) ? Double.NaN : mean(made, lowest);
                for (int i = 0; i < issued.length; i++) {
                    values[(target * issued.length + i) * rows.horizon() + lead] = issued[i];
                }
            }
        }
        return source;
    }
}
