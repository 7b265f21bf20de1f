package io.undercurrent.calibration;

import io.undercurrent.series.CentralInterval;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import io.undercurrent.series.comparison.PairedErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Scores the forecasts of a day. It recomputes the corrected quantiles of model or baseline from the stored floats of
 * each origin, and compares them with the seasonal naive forecast and the baseline. Not thread-safe.
 */
final class DayScorer {

    private final ForecastShape shape;
    private final Calibration calibration;
    private final WholeQuantiles whole;
    private final List<CentralInterval> intervals;
    private final int median;
    private final double[] quantiles;
    /** By quantile: its probability. */
    private final double[] probabilities;

    private final double[] paired;
    /** Of the day that was scored last. */
    private final DayErrors scored;

    DayScorer(ForecastShape shape, Calibration calibration, WholeQuantiles whole) {
        this.shape = shape;
        this.calibration = calibration;
        this.whole = whole;
        intervals = CentralInterval.of(shape.quantiles());
        median = shape.median();
        quantiles = new double[shape.quantiles().size()];
        probabilities =
                shape.quantiles().stream().mapToDouble(Double::doubleValue).toArray();
        paired = new double[shape.targets().size() * PairedErrors.SIZE];
        scored = new DayErrors(shape.targets().size(), shape.horizon());
    }

    /**
     * The score of a day; empty if the day has no value or no forecast.
     *
     * @param speaker the model in force on the day
     * @param revision of the forecast from that day; a corrected day gets a new forecast and a new score
     */
    public Optional<DayScore> score(
            String key, Speaker speaker, int revision, Outcome outcome, ForecastHistory history) {
        List<TargetScore> targets = new ArrayList<>();
        scored.begin(history, outcome.day());
        for (int target = 0; target < shape.targets().size(); target++) {
            if (!Double.isNaN(outcome.actual()[target])) {
                TargetScore score = score(target, outcome, history);
                if (Arrays.stream(score.source()).anyMatch(source -> source != null)) {
                    targets.add(score);
                }
            }
        }
        return targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new DayScore(
                        key,
                        outcome.day(),
                        revision,
                        speaker.model(),
                        outcome.day() <= speaker.trainedUntil(),
                        targets));
    }

    private TargetScore score(int target, Outcome outcome, ForecastHistory history) {
        int horizon = shape.horizon();
        double actual = outcome.actual()[target];
        Source[] source = new Source[horizon];
        double[] forecast = missing(horizon);
        float[] pinball = new float[horizon];
        Arrays.fill(pinball, Float.NaN);
        List<TargetScore.Inside> inside = new ArrayList<>();
        for (CentralInterval interval : intervals) {
            inside.add(new TargetScore.Inside(interval.nominal(), new boolean[horizon]));
        }
        double[] naive = missing(horizon);
        double[] baseline = missing(horizon);
        for (int position = history.before(outcome.day()); position >= 0; position--) {
            int lead = outcome.day() - history.origin(position) - 1;
            if (lead >= horizon) {
                break;
            }
            naive[lead] = outcome.naive(target, lead);
            baseline[lead] = calibration.baseline(history, position, target, lead);
            Source made = issue(history, position, target, lead);
            if (!Double.isNaN(quantiles[0])) {
                source[lead] = made;
                forecast[lead] = quantiles[median];
                pinball[lead] = pinball(actual);
                scored.put(target, lead, Math.abs(quantiles[median] - actual), pinball[lead], isInside(actual));
                for (int i = 0; i < intervals.size(); i++) {
                    CentralInterval interval = intervals.get(i);
                    inside.get(i).hits()[lead] =
                            quantiles[interval.lower()] <= actual && actual <= quantiles[interval.upper()];
                }
            }
        }
        return new TargetScore(
                shape.targets().get(target),
                actual,
                outcome.scale()[target],
                source,
                forecast,
                pinball,
                inside,
                naive,
                baseline,
                calibration.surprise(history, outcome, target, quantiles));
    }

    /**
     * The errors of the forecasts that two models made for a day from the same origins: none of a target where the day has no value
     * or an absurd one.
     *
     * @param live forecasts of the model in force, and of those before it
     * @param shadows the same of the model beside it
     * @return {@link PairedErrors#sums} by target, one after another, valid until the next call; null if there is no forecast of both
     */
    double[] compare(
            Outcome outcome, ForecastHistory live, String liveModel, ForecastHistory shadows, String shadowModel) {
        Arrays.fill(paired, 0);
        boolean any = false;
        for (int target = 0; target < shape.targets().size(); target++) {
            boolean unusable = Double.isNaN(outcome.actual()[target]) || outcome.absurd()[target];
            int beside = live.before(outcome.day());
            for (int at = unusable ? -1 : shadows.before(outcome.day()); at >= 0; at--) {
                int lead = outcome.day() - shadows.origin(at) - 1;
                if (lead >= shape.horizon()) {
                    break;
                }
                while (beside >= 0 && live.origin(beside) > shadows.origin(at)) {
                    beside--;
                }
                boolean both = beside >= 0 && live.origin(beside) == shadows.origin(at);
                if (both && liveModel.equals(live.model(beside)) && shadowModel.equals(shadows.model(at))) {
                    any |= add(live, beside, shadows, at, target, lead, outcome.actual()[target]);
                }
            }
        }
        return any ? paired : null;
    }

    /** Adds the errors of both where both have a forecast. Returns whether they have. */
    private boolean add(
            ForecastHistory live, int beside, ForecastHistory shadows, int at, int target, int lead, double actual) {
        double absolute;
        double loss;
        boolean within;
        if (scored.isKnown(live, live.origin(beside) + 1 + lead, target, lead)) {
            absolute = scored.absolute(target, lead);
            loss = scored.pinball(target, lead);
            within = scored.isInside(target, lead);
        } else {
            issue(live, beside, target, lead);
            if (Double.isNaN(quantiles[0])) {
                return false;
            }
            absolute = Math.abs(quantiles[median] - actual);
            loss = pinball(actual);
            within = isInside(actual);
        }
        issue(shadows, at, target, lead);
        boolean both = !Double.isNaN(quantiles[0]);
        if (both) {
            int sums = target * PairedErrors.SIZE;
            PairedErrors.add(paired, sums, false, absolute, loss, within);
            absolute = Math.abs(quantiles[median] - actual);
            PairedErrors.add(paired, sums, true, absolute, pinball(actual), isInside(actual));
        }
        return both;
    }

    /** Puts the quantiles into the buffer as they leave. */
    private Source issue(ForecastHistory history, int position, int target, int lead) {
        Source made = calibration.issue(history, position, target, lead, quantiles);
        whole.round(target, quantiles);
        return made;
    }

    private boolean isInside(double actual) {
        return quantiles[0] <= actual && actual <= quantiles[quantiles.length - 1];
    }

    private static double[] missing(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private float pinball(double actual) {
        double sum = 0;
        for (int i = 0; i < quantiles.length; i++) {
            double probability = probabilities[i];
            double difference = actual - quantiles[i];
            sum += Math.max(probability * difference, (probability - 1) * difference);
        }
        return (float) (sum / quantiles.length);
    }
}
