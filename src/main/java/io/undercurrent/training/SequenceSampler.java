package io.undercurrent.training;

import io.undercurrent.series.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Chooses the stretches of days that mini-batches consist of: at random for learning, fixed ones for validation. */
final class SequenceSampler {

    /** Steps at the start of a stretch from which nothing is learned, since the state has hardly seen anything yet. */
    private static final int WARM_UP = 14;

    private final List<History> learnable;
    private final List<History> all;
    private final TrainingPeriod period;

    SequenceSampler(List<History> histories, TrainingPeriod period) {
        this.period = period;
        all = histories.stream()
                .filter(history ->
                        history.firstDay() < period.lastDay() && history.lastDay() >= period.validationStart())
                .toList();
        // An origin and one day of outcome have to lie before the days held back.
        learnable = histories.stream()
                .filter(history -> history.firstDay() + 1 < period.validationStart())
                .toList();
    }

    /** Fills every stretch of {@code sequences} with days before validation starts. */
    void sample(Sequences sequences, SplittableRandom random) {
        int lastOutcome = period.validationStart() - 1;
        for (int i = 0; i < sequences.batch; i++) {
            History history = learnable.get(random.nextInt(learnable.size()));
            int lastOrigin = Math.min(history.lastDay(), lastOutcome) - 1;
            int end = history.firstDay() + random.nextInt(Math.max(1, lastOrigin - history.firstDay() + 1));
            int start = Math.max(history.firstDay(), end - sequences.timesteps + 1);
            int days = Math.min(sequences.timesteps, lastOrigin - start + 1);
            sequences.fill(
                    i, history, start, chooseSteps(sequences.origins, sequences.timesteps, days, random), lastOutcome);
        }
    }

    /**
     * Ascending distinct steps below {@code days}, behind the warm-up where there is room; the rest, should there be too few,
     * stand at {@code timesteps - 1} behind the end and are ignored.
     */
    private static int[] chooseSteps(int count, int timesteps, int days, SplittableRandom random) {
        int from = Math.max(0, Math.min(WARM_UP, days - count));
        int[] candidates = new int[days - from];
        Arrays.setAll(candidates, i -> from + i);
        int chosen = Math.min(count, candidates.length);
        for (int i = 0; i < chosen; i++) {
            int j = i + random.nextInt(candidates.length - i);
            int swapped = candidates[i];
            candidates[i] = candidates[j];
            candidates[j] = swapped;
        }
        int[] steps = Arrays.copyOf(candidates, count);
        Arrays.fill(steps, chosen, count, timesteps - 1);
        Arrays.sort(steps);
        return steps;
    }

    /** The stretches that judge: up to {@code most} series, each up to its last day, origins spread over the days held back. */
    List<ValidationSequence> validation(int most, int timesteps, int origins) {
        List<ValidationSequence> chosen = new ArrayList<>();
        int count = Math.min(most, all.size());
        for (int i = 0; i < count; i++) {
            History history = all.get((int) ((long) i * all.size() / count));
            int lastOrigin = Math.max(history.firstDay(), Math.min(history.lastDay(), period.lastOrigin()));
            int start = Math.max(history.firstDay(), lastOrigin - timesteps + 1);
            int firstOrigin = Math.max(start, Math.min(period.validationStart() - 1, lastOrigin));
            int[] steps = new int[origins];
            for (int j = 0; j < origins; j++) {
                steps[j] =
                        firstOrigin - start + (int) ((long) j * (lastOrigin - firstOrigin) / Math.max(1, origins - 1));
            }
            chosen.add(new ValidationSequence(history, start, steps));
        }
        return chosen;
    }

    /** One stretch for validation. */
    record ValidationSequence(History history, int start, int[] steps) {}

    /** Fills a stretch for validation. */
    void fill(Sequences sequences, int i, ValidationSequence chosen) {
        sequences.fill(i, chosen.history(), chosen.start(), chosen.steps(), period.lastDay());
    }
}
