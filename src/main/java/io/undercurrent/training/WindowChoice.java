package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.Flags;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses how many days a model looks back, without training one: what is held back tells how far each window's baseline is from it,
 * and the network corrects the baseline. A window that sees years has to be better by a margin, because the network makes good some
 * of what a short one does not see, and because it learns less: the days that fill the first window teach little.
 *
 * @param window the days chosen
 * @param candidates what was compared, the shortest first
 */
public record WindowChoice(int window, List<Candidate> candidates) {

    /** The window that serves any data. */
    public static final int SHORT = 56;

    /** A year and the weeks around the same date, three years, eight years. */
    private static final int[] LONGER = {402, 1095, 2920};

    /** A longer window is taken for one whose error is less than this share of that of a shorter one. */
    private static final double GAIN = 0.97;

    private static final int MOST_SERIES = 60;
    private static final int MOST_ORIGINS = 600;

    /** Its multiples, less their integral parts, fill the unit interval evenly however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /**
     * A window that was tried.
     *
     * @param error mean distance of its baseline from the days held back, in mean distances from the mean of each series
     */
    public record Candidate(int window, double error) {}

    public WindowChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * Chooses for {@code histories}.
     *
     * @param architecture of the model; its window does not matter
     * @param lastDay the last day looked at
     * @throws IllegalArgumentException if there are too few days for any
     */
    public static WindowChoice of(
            List<History> histories, Columns columns, ForecastTrainer.Architecture architecture, int lastDay) {
        List<Candidate> candidates = new ArrayList<>();
        ModelSpec spec = architecture.withWindow(SHORT).spec(columns, Flags.of(histories, columns));
        TrainingPeriod period = TrainingPeriod.of(histories, spec, lastDay);
        candidates.add(candidate(spec, histories, period));
        int days = period.lastDay() - period.firstDay() + 1;
        for (int window : LONGER) {
            if (window <= days) {
                ModelSpec longer = architecture.withWindow(window).spec(columns, spec.flags());
                candidates.add(candidate(BaselineChoice.choose(longer, histories, period), histories, period));
            }
        }
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            best = candidate.error() < GAIN * best.error() ? candidate : best;
        }
        return new WindowChoice(best.window(), candidates);
    }

    private static Candidate candidate(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        WindowEncoder encoder = new WindowEncoder(spec);
        EncodedOrigins encoded = encoder.origins(1);
        int targets = spec.columns().targets().size();
        int series = Math.min(MOST_SERIES, histories.size());
        int first = period.heldBack().get(0).first() - 1;
        double sum = 0;
        long count = 0;
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            double[] deviations = new double[targets];
            for (int target = 0; target < targets; target++) {
                deviations[target] = deviation(history, target, period);
            }
            int last = Math.min(history.lastDay(), period.lastDay()) - 1;
            double start = i * GOLDEN_RATIO % 1;
            int each = Math.min(MOST_ORIGINS / series, last - first + 1);
            for (int j = 0; j < each; j++) {
                int origin = first + (int) ((j + start) * (last - first + 1) / each);
                if (origin - SHORT < history.firstDay()) {
                    continue;
                }
                SlidingWindow window = history.windowAt(origin, spec.window(), spec.horizon(), targets);
                encoder.encodeOrigin(window, origin, encoded, 0);
                for (int target = 0; target < targets; target++) {
                    for (int lead = 1; lead <= spec.horizon() && origin + lead <= period.lastDay(); lead++) {
                        double error = history.value(origin + lead, target)
                                - encoded.reference(0, target)
                                - encoded.baseline(0, target, lead);
                        if (!Double.isNaN(error) && deviations[target] > 0) {
                            sum += Math.min(Sequences.FARTHEST, Math.abs(error) / deviations[target]);
                            count++;
                        }
                    }
                }
            }
        }
        return new Candidate(spec.window(), sum / count);
    }

    /** Mean distance from the mean, of the days learned from; 0 where there are none. */
    private static double deviation(History history, int target, TrainingPeriod period) {
        double sum = 0;
        int count = 0;
        for (int day = history.firstDay(); day <= history.lastDay() && period.isLearned(day); day++) {
            double value = history.value(day, target);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = sum / count;
        double distances = 0;
        for (int day = history.firstDay(); day <= history.lastDay() && period.isLearned(day); day++) {
            double value = history.value(day, target);
            distances += Double.isNaN(value) ? 0 : Math.abs(value - mean);
        }
        return count == 0 ? 0 : distances / count;
    }
}
