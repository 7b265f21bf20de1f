package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.Flags;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses how many days a model looks back, without training one: forecasts of the newest days tell how far each window's best
 * baseline is from them, and the network corrects the baseline. A window that sees years has to be better than one that does not by a
 * margin, because the network makes good some of what a short one does not see. Of windows that see years and are about as near, the
 * longest is taken: what it fits to more years depends less on chance.
 *
 * @param window the days chosen
 * @param candidates what was compared, the shortest first
 * @param days the newest days, forecasts of which were compared
 */
public record WindowChoice(int window, List<Candidate> candidates, int days) {

    /** The window that serves any data. */
    public static final int SHORT = 56;

    /** A year and the weeks around the same date, three years, five years, eight years. */
    private static final int[] LONGER = {402, 1095, 1825, 2920};

    /** A window that sees years is taken if its error is less than this share of that of a short one. */
    private static final double GAIN = 0.97;

    /** Of windows that see years, the longest is taken whose error is at most this many times the least. */
    private static final double AS_NEAR = 1.015;

    /** Newest days compared at most: seasons and years differ. */
    private static final int MOST_DAYS = 1095;

    private static final int MOST_SERIES = 60;
    private static final int MOST_ORIGINS = 600;

    /** Errors count no more than this, in mean distances from the mean of a series, so that few days do not decide. */
    private static final double FARTHEST = 10;

    /** Its multiples, less their integral parts, fill the unit interval evenly however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /**
     * A window that was tried.
     *
     * @param error mean distance of its baseline from the newest days, in mean distances from the mean of each series
     */
    public record Candidate(int window, double error) {}

    /** Distances of a baseline from what came, by target: their sums and their numbers. */
    private record Distances(double[] sums, long[] counts) {}

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
        ModelSpec spec = architecture.withWindow(SHORT).spec(columns, Flags.of(histories, columns));
        TrainingPeriod period = TrainingPeriod.of(histories, spec, lastDay);
        int days = period.lastDay() - period.firstDay() + 1;
        int heldBack = period.lastDay() - period.heldBack().get(0).first() + 1;
        // Before a window is full its baseline is that of a shorter one.
        int compared = Math.max(heldBack, Math.min(MOST_DAYS, days - LONGER[0]));
        List<Candidate> candidates = IntStream.concat(
                        IntStream.of(SHORT), IntStream.of(LONGER).filter(window -> window <= days))
                .parallel()
                .mapToObj(window -> candidate(
                        architecture.withWindow(window).spec(columns, spec.flags()), histories, period, compared))
                .toList();
        return new WindowChoice(best(candidates), candidates, compared);
    }

    private static int best(List<Candidate> candidates) {
        List<Candidate> longer = candidates.subList(1, candidates.size());
        double least = longer.stream().mapToDouble(Candidate::error).min().orElse(Double.NaN);
        return longer.stream()
                .filter(candidate -> least < GAIN * candidates.get(0).error() && candidate.error() <= AS_NEAR * least)
                .mapToInt(Candidate::window)
                .max()
                .orElse(SHORT);
    }

    /** The window of {@code spec} with the best baseline for each target. */
    private static Candidate candidate(ModelSpec spec, List<History> histories, TrainingPeriod period, int days) {
        int targets = spec.columns().targets().size();
        double[] least = new double[targets];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        long[] counts = new long[targets];
        for (Baseline baseline : Baseline.values()) {
            if (baseline == Baseline.WEEKDAY_MEDIAN || spec.seesYears()) {
                ModelSpec alone = spec.withBaselines(Collections.nCopies(targets, baseline));
                Distances distances = distances(alone, histories, period, days);
                for (int target = 0; target < targets; target++) {
                    least[target] = Math.min(least[target], distances.sums()[target]);
                }
                counts = distances.counts();
            }
        }
        return new Candidate(
                spec.window(),
                Arrays.stream(least).sum() / Arrays.stream(counts).sum());
    }

    private static Distances distances(ModelSpec spec, List<History> histories, TrainingPeriod period, int days) {
        WindowEncoder encoder = new WindowEncoder(spec);
        EncodedOrigins encoded = encoder.origins(1);
        int targets = spec.columns().targets().size();
        int series = Math.min(MOST_SERIES, histories.size());
        int first = period.lastDay() - days;
        Distances distances = new Distances(new double[targets], new long[targets]);
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            History sound = history.withoutAbsurd(targets);
            double[] deviations = new double[targets];
            for (int target = 0; target < targets; target++) {
                deviations[target] = deviation(sound, target, period);
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
                encoder.encodeOrigin(window, origin, history.statics(), encoded, 0);
                for (int target = 0; target < targets; target++) {
                    for (int lead = 1; lead <= spec.horizon() && origin + lead <= period.lastDay(); lead++) {
                        double error = sound.value(origin + lead, target)
                                - encoded.reference(0, target)
                                - encoded.baseline(0, target, lead);
                        if (!Double.isNaN(error) && deviations[target] > 0) {
                            distances.sums()[target] += Math.min(FARTHEST, Math.abs(error) / deviations[target]);
                            distances.counts()[target]++;
                        }
                    }
                }
            }
        }
        return distances;
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
