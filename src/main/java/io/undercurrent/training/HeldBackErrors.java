package io.undercurrent.training;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import io.undercurrent.training.TrainingOutcome.Errors;
import io.undercurrent.training.history.AbsurdValue;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors on the days held back, in units of the targets: of a model, of its baseline, and of repeating the week before. They
 * are those of series in which no {@linkplain AbsurdValue absurd value} was read: such a value is no outcome, no forecast of a later
 * week, and no part of a scale.
 */
final class HeldBackErrors implements Shards.Judge {

    /** Number of weeks in which to look for a value of the same weekday. */
    private static final int MOST_WEEKS = 8;

    /** Days over which the scale of a day is a mean, as for the scores of a job. */
    private static final int SCALE_DAYS = 56;

    /** Whose errors these are. */
    enum Forecaster {
        MODEL,
        BASELINE,
        WEEK_BEFORE
    }

    private final ModelSpec spec;
    private final TrainingPeriod period;
    private final int targets;
    private final Map<History, Judged> seen = new IdentityHashMap<>();
    private final List<Sums[]> inOrder = new ArrayList<>();
    private final float[] quantiles;
    /** By target: the sum of the errors in scales of their days, and their number. */
    private final double[] inScales;

    private final long[] scaled;

    /**
     * A series.
     *
     * @param history without absurd values
     * @param sums by target
     */
    private record Judged(History history, Sums[] sums) {}

    /** Of one series and target. */
    private static final class Sums {
        private final double[] errors = new double[Forecaster.values().length];
        private long count;
        /** Mean absolute difference from the same weekday a week before, on the days learned from. */
        private double usual;
    }

    HeldBackErrors(ModelSpec spec, TrainingPeriod period) {
        this.spec = spec;
        this.period = period;
        targets = spec.columns().targets().size();
        quantiles = new float[spec.quantiles().size()];
        inScales = new double[targets];
        scaled = new long[targets];
    }

    @Override
    public void see(Validation.Walk walk, float[] outputs, Sequences sequences, int firstRow) {
        Judged judged = seen.computeIfAbsent(walk.history(), this::judged);
        History history = judged.history();
        Sums[] sums = judged.sums();
        for (int i = 0; i < walk.steps().length; i++) {
            int row = firstRow + i;
            int origin = walk.start() + walk.steps()[i];
            for (int target = 0; target < targets; target++) {
                float scale = sequences.contexts.scale(row, target);
                for (int lead = 1; lead <= spec.horizon(); lead++) {
                    int at = (row * spec.horizon() + lead - 1) * targets + target;
                    float outcome = sequences.outcomes[at];
                    double value = history.value(origin + lead, target);
                    double before = weekBefore(history, origin, lead, target);
                    if (!Float.isNaN(outcome) && !Double.isNaN(value) && !Double.isNaN(before)) {
                        double error = scale * Math.abs(outcome - median(outputs, at));
                        add(sums[target], Forecaster.MODEL, error);
                        addInScale(target, error / recentScale(history, origin + lead, target));
                        add(sums[target], Forecaster.BASELINE, scale * Math.abs(outcome));
                        add(sums[target], Forecaster.WEEK_BEFORE, Math.abs(value - before));
                        sums[target].count++;
                    }
                }
            }
        }
    }

    private static void add(Sums sums, Forecaster forecaster, double error) {
        sums.errors[forecaster.ordinal()] += error;
    }

    private void addInScale(int target, double error) {
        if (Double.isFinite(error)) {
            inScales[target] += error;
            scaled[target]++;
        }
    }

    /** Mean absolute change from one week to the next, over the days up to this one; NaN where there is none. */
    private static double recentScale(History history, int day, int target) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < SCALE_DAYS; i++) {
            double change = Math.abs(history.value(day - i, target) - history.value(day - i - WEEK, target));
            if (!Double.isNaN(change)) {
                sum += change;
                count++;
            }
        }
        return sum / count;
    }

    /** By target the mean absolute error of the model, each in the scale of its day; NaN where there is none. */
    List<Double> inRecentScales() {
        List<Double> means = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            means.add(inScales[target] / scaled[target]);
        }
        return means;
    }

    /** As the model would give it, which sorts its quantiles. */
    private float median(float[] outputs, int at) {
        System.arraycopy(outputs, at * quantiles.length, quantiles, 0, quantiles.length);
        Arrays.sort(quantiles);
        return quantiles[spec.quantiles().indexOf(0.5)];
    }

    /** The newest value up to {@code origin} on the weekday of the day ahead; NaN where there is none. */
    private static double weekBefore(History history, int origin, int lead, int target) {
        int newest = origin + lead - WEEK * ((lead + WEEK - 1) / WEEK);
        for (int week = 0; week < MOST_WEEKS; week++) {
            double value = history.value(newest - WEEK * week, target);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    private Judged judged(History read) {
        History history = read.withoutAbsurd(targets);
        Sums[] sums = new Sums[targets];
        for (int target = 0; target < targets; target++) {
            sums[target] = new Sums();
            sums[target].usual = usualDifference(history, target);
        }
        inOrder.add(sums);
        return new Judged(history, sums);
    }

    private double usualDifference(History history, int target) {
        double sum = 0;
        int count = 0;
        for (int day = history.firstDay() + WEEK; day <= history.lastDay() && period.isLearned(day); day++) {
            double difference = Math.abs(history.value(day, target) - history.value(day - WEEK, target));
            if (!Double.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        return sum / count;
    }

    Errors of(Forecaster forecaster, int target) {
        double sum = 0;
        long count = 0;
        double scaled = 0;
        int series = 0;
        for (Sums[] each : inOrder) {
            Sums sums = each[target];
            double errors = sums.errors[forecaster.ordinal()];
            sum += errors;
            count += sums.count;
            if (sums.count > 0 && sums.usual > 0) {
                scaled += errors / sums.count / sums.usual;
                series++;
            }
        }
        return new Errors(sum / count, scaled / series);
    }
}
