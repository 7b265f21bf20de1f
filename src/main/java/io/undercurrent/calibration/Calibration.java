package io.undercurrent.calibration;

import io.undercurrent.calibration.ForecastHistory.Entry;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.List;
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
 * <p>State: {@link Takeover}, then for each target its lowest value ever and for each quantile but the median the tracker
 * of the model and that of the baseline. One thread's.
 */
public final class Calibration {

    /** Share of the scale of the series in the unit of a correction, so that a quantile upon the median can move too. */
    private static final float SHARE_OF_SCALE = 0.05f;

    /** Expected absolute difference of two values with independent normal errors of variance 1. */
    private static final double NORMAL_DIFFERENCE = 2 / Math.sqrt(Math.PI);

    private static final double MEDIAN_TOLERANCE = 1e-9;

    private final ForecastShape shape;
    private final int horizon;
    private final boolean intervals;
    private final int centre;
    private final Takeover takeover;
    private final LeadKnots knots;
    /** By quantile; null for the median. */
    private final QuantileTracker[] trackers;
    /** By quantile: distance from the median in scales of the series, for normal errors. */
    private final float[] normalDistance;

    private final float[] corrected;

    public Calibration(ForecastShape shape, CalibrationOptions options) {
        this.shape = Objects.requireNonNull(shape, "shape");
        horizon = shape.horizon();
        intervals = options.intervals();
        centre = shape.median();
        takeover = new Takeover(options.takeoverDays());
        knots = new LeadKnots(horizon);
        List<Double> quantiles = shape.quantiles();
        trackers = new QuantileTracker[quantiles.size()];
        normalDistance = new float[quantiles.size()];
        for (int i = 0; i < trackers.length; i++) {
            double probability = quantiles.get(i);
            if (Math.abs(probability - 0.5) > MEDIAN_TOLERANCE) {
                double tail = Math.min(probability, 1 - probability);
                trackers[i] = new QuantileTracker(knots, tail);
                normalDistance[i] = (float) (normalDistance(tail) / NORMAL_DIFFERENCE);
            }
        }
        corrected = new float[trackers.length];
    }

    /** Number of floats that hold what has been learnt of a series. */
    private int stateSize() {
        return Takeover.SIZE + shape.targets().size() * targetSize();
    }

    private int targetSize() {
        int size = 1;
        for (QuantileTracker tracker : trackers) {
            size += tracker == null ? 0 : 2 * tracker.size();
        }
        return size;
    }

    /** What is known of a series before its first day. */
    private float[] nothing() {
        float[] state = new float[stateSize()];
        for (int target = 0; target < shape.targets().size(); target++) {
            state[lowest(target)] = Float.NaN;
        }
        return state;
    }

    /** Where the lowest value of a target stands; the trackers of its quantiles follow. */
    private int lowest(int target) {
        return Takeover.SIZE + target * targetSize();
    }

    /** Whether the baseline speaks for the series. */
    private boolean isTakenOver(float[] learnt) {
        return takeover.isBaseline(learnt, 0);
    }

    /** The first day for which a forecast says something else than the one held from its origin. */
    public int firstDifference(ForecastHistory history, OriginForecast forecast) {
        return history.firstDifference(forecast, horizon);
    }

    /**
     * Takes in a forecast with what is known after the day of its origin.
     *
     * @param outcome of the day, to be learnt from; null where what was known after it still holds
     */
    public Entry enter(ForecastHistory history, OriginForecast forecast, Outcome outcome) {
        float[] learnt = outcome == null ? history.learntAt(forecast.origin()) : null;
        if (learnt == null) {
            float[] before = history.learntBefore(forecast.origin());
            float[] known = before == null ? nothing() : before;
            learnt = outcome == null || !outcome.hasActual() ? known : after(known, outcome, history);
        }
        Entry entry = new Entry(forecast, learnt);
        history.put(entry);
        return entry;
    }

    /**
     * Forgets what can no longer matter.
     *
     * @param firstDay the first day that may still change
     */
    public void forget(ForecastHistory history, int firstDay) {
        history.forgetBefore(firstDay, horizon);
    }

    /**
     * The quantiles that leave for one day: of the model or, where it has no finite answer for the target or the baseline
     * has taken over, of the baseline.
     *
     * @param lead 0 for the day after the origin
     * @param quantiles receives one value a quantile; NaN where neither has any
     */
    Source issue(Entry entry, int target, int lead, float[] quantiles) {
        boolean byModel = !isTakenOver(entry.learnt()) && isFinite(entry.forecast(), target);
        if (byModel) {
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = entry.forecast().values()[shape.index(target, i, lead)];
            }
        } else {
            Arrays.fill(quantiles, entry.forecast().baseline()[target * horizon + lead]);
        }
        if (intervals) {
            correct(entry, target, lead, byModel, quantiles);
        }
        return byModel || Float.isNaN(quantiles[0]) && !isTakenOver(entry.learnt()) ? Source.MODEL : Source.BASELINE;
    }

    private void correct(Entry entry, int target, int lead, boolean byModel, float[] quantiles) {
        float[] learnt = entry.learnt();
        float lowest = learnt[lowest(target)];
        float scale = entry.forecast().scale()[target];
        int offset = lowest(target) + 1;
        for (int i = 0; i < quantiles.length; i++) {
            corrected[i] = quantiles[i];
            if (trackers[i] != null) {
                int size = trackers[i].size();
                float correction = trackers[i].correction(learnt, byModel ? offset : offset + size, lead);
                float distance = distance(byModel, i, quantiles[i] - quantiles[centre], scale);
                // Not across the median, which would become another by the sorting.
                float moved = Math.max(-distance, correction * unit(byModel, distance, scale));
                corrected[i] += side(i) * (byModel ? moved : distance + moved);
                offset += 2 * size;
            }
        }
        if (isFinite(corrected)) {
            System.arraycopy(corrected, 0, quantiles, 0, quantiles.length);
        }
        Arrays.sort(quantiles);
        if (lowest >= 0) {
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = Math.max(0, quantiles[i]);
            }
        }
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private float side(int quantile) {
        return shape.quantiles().get(quantile) < 0.5 ? -1 : 1;
    }

    /** How far a quantile lies outside the median before any correction. */
    private float distance(boolean byModel, int quantile, float difference, float scale) {
        if (byModel) {
            return Math.max(0, side(quantile) * difference);
        }
        return Float.isNaN(scale) ? 0 : normalDistance[quantile] * scale;
    }

    private static float unit(boolean byModel, float distance, float scale) {
        return byModel && !Float.isNaN(scale) ? distance + SHARE_OF_SCALE * scale : distance;
    }

    /** Leads that no day can meet any more are not kept, but the last is; and all are finite or none. */
    private boolean isFinite(OriginForecast forecast, int target) {
        return Float.isFinite(forecast.values()[shape.index(target, 0, horizon - 1)]);
    }

    /**
     * How many standard deviations beyond the mean a normal variable lies with probability {@code tail}, within 5e-4:
     * Abramowitz and Stegun (1964), 26.2.23.
     */
    private static double normalDistance(double tail) {
        double t = Math.sqrt(-2 * Math.log(tail));
        return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    }

    /**
     * What is known after a day.
     *
     * @param history the forecasts from the origins before the day
     */
    private float[] after(float[] before, Outcome outcome, ForecastHistory history) {
        float[] learnt = before.clone();
        float model = 0;
        float baseline = 0;
        int count = 0;
        for (int target = 0; target < shape.targets().size(); target++) {
            float actual = outcome.actual()[target];
            if (Float.isNaN(actual)) {
                continue;
            }
            int at = lowest(target);
            learnt[at] = Float.isNaN(learnt[at]) ? actual : Math.min(learnt[at], actual);
            if (intervals) {
                track(learnt, target, outcome, history);
            }
            float error = meanError(true, target, outcome, history);
            if (Float.isFinite(error)) {
                model += error;
                baseline += meanError(false, target, outcome, history);
                count++;
            }
        }
        if (count > 0) {
            takeover.observe(learnt, 0, model / count, baseline / count);
        }
        return learnt;
    }

    private void track(float[] learnt, int target, Outcome outcome, ForecastHistory history) {
        int offset = lowest(target) + 1;
        for (int i = 0; i < trackers.length; i++) {
            if (trackers[i] != null) {
                track(learnt, offset, true, target, i, outcome, history);
                offset += trackers[i].size();
                track(learnt, offset, false, target, i, outcome, history);
                offset += trackers[i].size();
            }
        }
    }

    private void track(
            float[] learnt,
            int offset,
            boolean ofModel,
            int target,
            int quantile,
            Outcome outcome,
            ForecastHistory history) {
        QuantileTracker tracker = trackers[quantile];
        tracker.begin();
        for (int position = history.before(outcome.day()); position >= 0; position--) {
            OriginForecast forecast = history.entry(position).forecast();
            int lead = outcome.day() - forecast.origin() - 1;
            if (lead >= horizon) {
                break;
            }
            if (ofModel && !isFinite(forecast, target)) {
                continue;
            }
            float scale = forecast.scale()[target];
            float middle = ofModel
                    ? forecast.values()[shape.index(target, centre, lead)]
                    : forecast.baseline()[target * horizon + lead];
            float difference = ofModel ? forecast.values()[shape.index(target, quantile, lead)] - middle : 0;
            float distance = distance(ofModel, quantile, difference, scale);
            float unit = unit(ofModel, distance, scale);
            float excess = (side(quantile) * (outcome.actual()[target] - middle) - distance) / unit;
            if (unit > 0 && !Float.isNaN(excess)) {
                tracker.observe(learnt, offset, lead, excess);
            }
        }
        tracker.end(learnt, offset);
    }

    /** Mean scaled absolute error of all forecasts for a day that model and baseline both have; NaN where there is none. */
    private float meanError(boolean ofModel, int target, Outcome outcome, ForecastHistory history) {
        double sum = 0;
        int count = 0;
        for (int position = history.before(outcome.day()); position >= 0; position--) {
            OriginForecast forecast = history.entry(position).forecast();
            int lead = outcome.day() - forecast.origin() - 1;
            if (lead >= horizon) {
                break;
            }
            if (isFinite(forecast, target)) {
                sum += Math.abs(outcome.actual()[target]
                        - (ofModel
                                ? forecast.values()[shape.index(target, centre, lead)]
                                : forecast.baseline()[target * horizon + lead]));
                count++;
            }
        }
        return (float) (sum / count / outcome.scale()[target]);
    }

    /** The forecast that leaves from an origin: all quantiles, (target, quantile, lead), in {@code values}. */
    public Source issue(Entry entry, float[] values) {
        Source source = Source.MODEL;
        float[] quantiles = new float[trackers.length];
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < horizon; lead++) {
                if (issue(entry, target, lead, quantiles) == Source.BASELINE) {
                    source = Source.BASELINE;
                }
                for (int i = 0; i < quantiles.length; i++) {
                    values[shape.index(target, i, lead)] = quantiles[i];
                }
            }
        }
        return source;
    }
}
