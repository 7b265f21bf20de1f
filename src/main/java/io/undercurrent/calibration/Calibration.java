package io.undercurrent.calibration;

import io.undercurrent.calibration.ForecastHistory.Entry;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.util.Objects;

/**
 * Corrects the forecasts of a series by what came of those before.
 *
 * <p>Each quantile but the median is moved along its distance from the median by what a {@link QuantileTracker} has
 * learnt, upper and lower ones on their own, and the quantiles are sorted where that would make them cross. The median
 * stays as it is: to shift it by recent errors is the model's business. Where a series has never been below zero, no
 * quantile is.
 *
 * <p>The baseline gets its quantiles likewise: at first as far from it as those of normal errors with the scale of the
 * series, then moved by trackers of its own. It speaks for a target that the model has no finite answer for, and for the
 * series while it has taken over.
 *
 * <p>What is learnt passes over gaps and over a new beginning of the series: how far errors exceed what the model says of
 * them is a trait of the series that a gap does not end.
 *
 * <p>State: {@link Takeover}, then what {@link TargetLearning} keeps of each target. One thread's.
 */
public final class Calibration {

    private final int targets;
    private final int quantiles;
    private final int horizon;
    private final Takeover takeover;
    private final TargetLearning learning;
    private final IntervalCorrection intervals;
    private final ForecastShape shape;
    private final float[] issued;

    public Calibration(ForecastShape shape, CalibrationOptions options) {
        this.shape = Objects.requireNonNull(shape, "shape");
        targets = shape.targets().size();
        quantiles = shape.quantiles().size();
        horizon = shape.horizon();
        takeover = new Takeover(options.takeoverDays());
        learning = new TargetLearning(shape, options.intervals());
        intervals = new IntervalCorrection(shape, options.intervals());
        issued = new float[quantiles];
    }

    /** Numbers learnt of a series. */
    public int learntSize() {
        return Takeover.SIZE + targets * learning.size();
    }

    /** What is known of a series before its first day. */
    private float[] nothing() {
        float[] state = new float[learntSize()];
        for (int target = 0; target < targets; target++) {
            learning.begin(state, offset(target));
        }
        return state;
    }

    private int offset(int target) {
        return Takeover.SIZE + target * learning.size();
    }

    /** The first day for which a forecast says something else than the one held from its origin. */
    public int firstDifference(ForecastHistory history, HeldForecast forecast) {
        Entry held = history.from(forecast.origin());
        return held == null ? forecast.origin() + 1 : held.forecast().firstDifference(forecast, quantiles);
    }

    /** What is kept of a forecast. */
    public HeldForecast hold(OriginForecast forecast) {
        return HeldForecast.of(forecast, shape);
    }

    /**
     * Takes in a forecast with what is known after the day of its origin.
     *
     * @param outcome of the day, to be learnt from; null where what was known after it still holds
     */
    public Entry enter(ForecastHistory history, HeldForecast forecast, Outcome outcome) {
        Entry held = outcome == null ? history.from(forecast.origin()) : null;
        float[] learnt = held == null ? learntAfter(history, forecast.origin(), outcome) : held.learnt();
        Entry entry = new Entry(forecast, learnt, correction(forecast, learnt));
        history.put(entry);
        return entry;
    }

    private float[] learntAfter(ForecastHistory history, int origin, Outcome outcome) {
        float[] before = history.learntBefore(origin);
        float[] known = before == null ? nothing() : before;
        return outcome == null || !outcome.hasActual() ? known : after(known, outcome, history);
    }

    /** What is known after a day whose forecasts, from the origins before it, are in {@code history}. */
    private float[] after(float[] before, Outcome outcome, ForecastHistory history) {
        float[] learnt = before.clone();
        float model = 0;
        float baseline = 0;
        int count = 0;
        for (int target = 0; target < targets; target++) {
            if (!Float.isNaN(outcome.actual()[target])) {
                learning.meet(learnt, offset(target), target, outcome, history);
                if (Float.isFinite(learning.modelError())) {
                    model += learning.modelError();
                    baseline += learning.baselineError();
                    count++;
                }
            }
        }
        if (count > 0) {
            takeover.observe(learnt, 0, model / count, baseline / count);
        }
        return learnt;
    }

    /**
     * Forgets what can no longer matter.
     *
     * @param firstDay the first day that may still change
     */
    public void forget(ForecastHistory history, int firstDay) {
        history.forgetBefore(firstDay, horizon);
        // What was learnt up to an origin that no day goes back to is asked only what it made of the forecast from
        // there.
        for (int position = history.before(firstDay) - 1; position >= 0; position--) {
            Entry entry = history.entry(position);
            if (entry.learnt() == null) {
                return;
            }
            history.set(position, new Entry(entry.forecast(), null, correctionOf(entry)));
        }
    }

    /**
     * How a forecast is corrected for what had been learnt up to its origin: whether the baseline has taken over, then for each
     * target what {@link IntervalCorrection} needs.
     */
    private float[] correction(HeldForecast forecast, float[] learnt) {
        float[] correction = new float[1 + targets * intervals.size()];
        boolean takenOver = takeover.isBaseline(learnt, 0);
        correction[0] = takenOver ? 1 : 0;
        for (int target = 0; target < targets; target++) {
            boolean byModel = !takenOver && hasAnswer(forecast, target);
            learning.correction(learnt, offset(target), byModel, correction, 1 + target * intervals.size());
        }
        return correction;
    }

    private float[] correctionOf(Entry entry) {
        return entry.correction() == null ? correction(entry.forecast(), entry.learnt()) : entry.correction();
    }

    /** All of the model's days are finite or none: the last, which is forgotten last, tells. */
    private boolean hasAnswer(HeldForecast forecast, int target) {
        int at = forecast.at(forecast.origin() + horizon, target, quantiles);
        return Float.isFinite(forecast.rows()[at]);
    }

    /**
     * The quantiles that leave for one day: of the model or, where it has no finite answer for the target or the baseline
     * has taken over, of the baseline.
     *
     * @param lead 0 for the day after the origin
     * @param values receives one value a quantile; NaN where neither has any
     */
    Source issue(Entry entry, int target, int lead, float[] values) {
        return issue(entry.forecast(), correctionOf(entry), target, lead, values);
    }

    private Source issue(HeldForecast forecast, float[] correction, int target, int lead, float[] values) {
        int at = forecast.at(forecast.origin() + 1 + lead, target, quantiles);
        boolean takenOver = correction[0] != 0;
        boolean byModel = !takenOver && Float.isFinite(forecast.rows()[at]);
        intervals.apply(forecast, at, target, byModel, correction, 1 + target * intervals.size(), lead, values);
        return byModel || Float.isNaN(values[0]) && !takenOver ? Source.MODEL : Source.BASELINE;
    }

    /** The forecast that leaves from an origin: all quantiles, (target, quantile, lead), in {@code values}. */
    public Source issue(Entry entry, float[] values) {
        float[] correction = correctionOf(entry);
        Source source = Source.MODEL;
        for (int target = 0; target < targets; target++) {
            for (int lead = 0; lead < horizon; lead++) {
                if (issue(entry.forecast(), correction, target, lead, issued) == Source.BASELINE) {
                    source = Source.BASELINE;
                }
                for (int i = 0; i < quantiles; i++) {
                    values[shape.index(target, i, lead)] = issued[i];
                }
            }
        }
        return source;
    }
}
