package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.AbsurdValue;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * The errors of a model's baselines, from origins spread over the days learned from. The quantiles of these errors,
 * relative to their centre, are the intervals of the untrained network. {@linkplain AbsurdValue Absurd values} do not count.
 */
final class BaselineErrors {

    private static final int MOST_SERIES = 100;
    private static final int MOST_ORIGINS = 2000;

    /** Its multiples, less their integral parts, fill the unit interval evenly however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** 1 − 0.9 is not quite 0.1. */
    private static final double SAME_QUANTILE = 1e-9;

    private static final double MEDIAN = 0.5;

    private final ModelSpec spec;
    private final TrainingPeriod period;
    private final WindowEncoder encoder;
    private final EncodedOrigins context;
    /** By lead and target, in scales; {@link #counts} says how many. */
    private final float[][] errors;

    private final int[] counts;
    /** By target, in mean absolute deviations of each series, which are the same for all baselines. */
    private final double[] distances;

    BaselineErrors(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        this.spec = spec;
        this.period = period;
        encoder = new WindowEncoder(spec);
        context = encoder.origins(1);
        int targets = spec.columns().targets().size();
        errors = new float[spec.horizon() * targets][MOST_ORIGINS];
        counts = new int[errors.length];
        distances = new double[targets];
        int series = Math.min(MOST_SERIES, histories.size());
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            // Baselines of a window that is not full differ from later ones.
            int days = Math.min(history.lastDay(), period.lastDay()) - history.firstDay() + 1;
            int first = history.firstDay() + Math.max(0, Math.min(spec.window(), days / 2));
            int last = Math.min(history.lastDay(), period.lastOrigin());
            int each = MOST_ORIGINS / series;
            History sound = history.withoutAbsurd(targets);
            double[] deviations = new double[targets];
            Arrays.setAll(deviations, target -> deviation(sound, target));
            // Errors of different series on the same day are correlated (weather), so their origins are on different
            // days.
            double start = i * GOLDEN_RATIO % 1;
            for (int j = 0; j < each && last >= first; j++) {
                add(history, sound, deviations, first + (int) ((j + start) * (last - first) / each));
            }
        }
    }

    /**
     * @param sound the same without absurd values, which a window leaves out itself
     * @param deviations by target
     */
    private void add(History history, History sound, double[] deviations, int origin) {
        int targets = spec.columns().targets().size();
        SlidingWindow window = history.windowAt(origin, spec.window(), spec.horizon(), targets);
        encoder.encodeOrigin(window, origin, history.statics(), context, 0);
        for (int target = 0; target < targets; target++) {
            float scale = context.scale(0, target);
            double reference = context.reference(0, target);
            for (int lead = 1; lead <= spec.horizon(); lead++) {
                float value = (float) (sound.value(origin + lead, target) - reference);
                float distance = value - context.baseline(0, target, lead);
                float error = distance / scale;
                if (period.isLearned(origin + lead) && Math.abs(error) <= WindowEncoder.FARTHEST_OUTCOME) {
                    int at = (lead - 1) * targets + target;
                    errors[at][counts[at]++] = error;
                    distances[target] += Math.abs(distance) / Math.max(deviations[target], Float.MIN_NORMAL);
                }
            }
        }
    }

    private double deviation(History history, int target) {
        double mean = mean(history, target, 0, false);
        return mean(history, target, mean, true);
    }

    /** Mean of the values that may be learned from, or of their distances from {@code centre}. */
    private double mean(History history, int target, double centre, boolean distance) {
        double sum = 0;
        int count = 0;
        for (int day = history.firstDay(); day <= history.lastDay(); day++) {
            double value = history.value(day, target);
            if (period.isLearned(day) && !Double.isNaN(value)) {
                sum += distance ? Math.abs(value - centre) : value;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Sum of the errors of each target, comparable between baselines of the same days. */
    double[] distances() {
        return distances.clone();
    }

    /**
     * For each lead, target and quantile of the model its distance from the centre, which is the mean of quantiles that lie evenly
     * about the median; 0 where nothing is known. The centre itself says more of the weather of these years, and of how young
     * their windows were, than of the baseline.
     */
    float[] quantiles() {
        return quantiles(this::centre);
    }

    /**
     * The same for a forecast that is the baseline itself: its median is the baseline, so the distance of the median is 0. A baseline
     * that is a median has half of its errors on either side; one that is a mean may have more of them on one side.
     */
    float[] quantilesOfBaseline() {
        int targets = spec.columns().targets().size();
        float[] quantiles = quantiles(
                i -> spec.baselines().get(i % targets) == Baseline.WEEKDAY_MEDIAN ? quantile(i, MEDIAN) : centre(i));
        for (int i = 0; i < quantiles.length; i++) {
            double probability = spec.quantiles().get(i % spec.quantiles().size());
            if (Math.signum(quantiles[i]) != Math.signum(probability - MEDIAN)) {
                quantiles[i] = 0;
            }
        }
        return quantiles;
    }

    private float[] quantiles(IntToDoubleFunction centre) {
        int size = spec.quantiles().size();
        float[] quantiles = new float[errors.length * size];
        for (int i = 0; i < errors.length; i++) {
            if (counts[i] > 0) {
                Arrays.sort(errors[i], 0, counts[i]);
                float middle = (float) centre.applyAsDouble(i);
                for (int q = 0; q < size; q++) {
                    quantiles[i * size + q] = quantile(i, spec.quantiles().get(q)) - middle;
                }
            }
        }
        return quantiles;
    }

    private double centre(int leadAndTarget) {
        ForecastShape even = new ForecastShape(spec.columns().targets(), mirrored(spec.quantiles()), spec.horizon());
        double[] probabilities = even.probabilities();
        double centre = 0;
        for (int q = 0; q < probabilities.length; q++) {
            centre +=
                    probabilities[q] * quantile(leadAndTarget, even.quantiles().get(q));
        }
        return centre;
    }

    /** Of the errors of one lead and target, which are sorted. */
    private float quantile(int leadAndTarget, double probability) {
        return errors[leadAndTarget][(int) (probability * counts[leadAndTarget])];
    }

    /** The quantiles and those as far on the other side of the median, in order: without these a mean leans to one side. */
    private static List<Double> mirrored(List<Double> quantiles) {
        Stream<Double> missing = quantiles.stream()
                .map(quantile -> 1 - quantile)
                .filter(mirror -> quantiles.stream().noneMatch(own -> Math.abs(own - mirror) < SAME_QUANTILE));
        return Stream.concat(quantiles.stream(), missing).sorted().toList();
    }
}
