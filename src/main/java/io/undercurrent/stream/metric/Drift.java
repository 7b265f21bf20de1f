package io.undercurrent.stream.metric;

import io.undercurrent.series.CentralInterval;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Label;
import io.undercurrent.series.TargetScore;
import java.util.List;

/**
 * Whether a model has become worse than it was when it was made, over all series of a subtask and the last fortnight of days: what says
 * that it is time to train again. Days are those of the readings, so that it does not matter how fast they are read. Written by one thread,
 * read by any.
 */
public final class Drift {

    /** Why it is time. */
    public enum Reason {
        /** Errors are larger than on the days that were held back from training. */
        ERROR,
        /** The interval that is to hold 80 % of the values holds another share of them. */
        COVERAGE,
        /** The baseline speaks for the model. */
        BASELINE;

        /** The value of the label of the metric. */
        public String label() {
            return Label.of(this);
        }
    }

    /** How many times the error at validation is too much. */
    static final double MOST_ERROR = 1.5;

    /** Difference of the coverage from 80 % that is too much. */
    static final double MOST_OFF = 0.1;

    /** Share of the forecasts that are the baseline's that is too much. */
    static final double MOST_BASELINE = 0.5;

    private static final double LEVEL = 0.8;
    private static final double NEAR = 1e-6;

    private final List<String> targets;
    private final int interval;
    private final RecentMean error = new RecentMean();
    private final RecentMean coverage = new RecentMean();
    private final RecentMean baseline = new RecentMean();
    private String model = "";
    private List<Double> usual = List.of();
    private int newestOrigin = Integer.MIN_VALUE;

    public Drift(ForecastShape shape) {
        targets = shape.targets();
        List<CentralInterval> intervals = CentralInterval.of(shape.quantiles());
        int found = -1;
        for (int i = 0; i < intervals.size(); i++) {
            found = Math.abs(intervals.get(i).nominal() - LEVEL) < NEAR ? i : found;
        }
        interval = found;
    }

    /** Whether forecasts from an origin are by another model than those before. */
    boolean isSucceededBy(String other, int origin) {
        return !model.equals(other) && origin >= newestOrigin;
    }

    /**
     * From now on this model is judged.
     *
     * @param errors by target its errors on the days held back from training; empty where nobody knows
     */
    void begin(String other, List<Double> errors) {
        model = other;
        usual = List.copyOf(errors);
        error.clear();
        coverage.clear();
        baseline.clear();
    }

    /** A forecast of the model was made. */
    void forecast(String by, int origin, Source source) {
        if (by.equals(model)) {
            newestOrigin = Math.max(newestOrigin, origin);
            baseline.add(origin, source == Source.BASELINE ? 1 : 0);
        }
    }

    /** The forecasts for a day were scored that the model was not trained on. */
    void scored(DayScore score) {
        if (!score.model().equals(model)) {
            return;
        }
        for (TargetScore target : score.targets()) {
            double usualError = usualError(targets.indexOf(target.target()));
            for (int lead = 0; lead < target.leads(); lead++) {
                if (target.hasForecast(lead)) {
                    scored(score.day(), target, usualError, lead);
                }
            }
        }
    }

    private double usualError(int target) {
        return target >= 0 && target < usual.size() ? usual.get(target) : Double.NaN;
    }

    private void scored(int day, TargetScore target, double usualError, int lead) {
        double ratio = Math.abs(target.scaledError(lead)) / usualError;
        if (Double.isFinite(ratio)) {
            error.add(day, ratio);
        }
        if (interval >= 0) {
            coverage.add(day, target.inside().get(interval).hits()[lead] ? 1 : 0);
        }
    }

    /** How many times the error at validation the error is; NaN where that is not known yet. */
    public double errorRatio() {
        return error.value();
    }

    /** Whether a reason to train again holds. */
    public boolean holds(Reason reason) {
        return switch (reason) {
            case ERROR -> error.value() > MOST_ERROR;
            case COVERAGE -> Math.abs(coverage.value() - LEVEL) > MOST_OFF;
            case BASELINE -> baseline.value() > MOST_BASELINE;
        };
    }
}
