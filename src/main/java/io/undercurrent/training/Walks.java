package io.undercurrent.training;

import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The stretches of days to train on. Each place of a mini-batch walks along one series, one stretch in each mini-batch,
 * and carries the hidden state from stretch to stretch as the stream does. At the end of a series it continues at a
 * random day of a random series. So the network is trained on states of every age, although gradients flow through one
 * stretch only (truncated back-propagation, Williams and Peng 1990).
 */
final class Walks {

    /** First steps of a walk, from which no forecasts are learned if possible, because the state has seen few days. */
    private static final int WARM_UP = 14;

    private final List<History> histories;
    private final TrainingPeriod period;
    private final int lastOutcome;
    private final Sequences sequences;
    private final History[] current;
    private final int[] nextDay;

    /**
     * @param sequences to fill, one walk for each place
     * @throws IllegalArgumentException if no series has two days to learn from
     */
    Walks(List<History> histories, TrainingPeriod period, Sequences sequences) {
        this.sequences = sequences;
        this.period = period;
        lastOutcome = period.lastOrigin() + 1;
        // An origin and one day of outcome.
        this.histories = histories.stream()
                .filter(history -> Math.min(history.lastDay(), lastOutcome) > history.firstDay())
                .toList();
        if (this.histories.isEmpty()) {
            throw new IllegalArgumentException("readings: expected a series with two days before the "
                    + (period.lastDay() - lastOutcome) + " days held back for validation, but there is none");
        }
        current = new History[sequences.batch];
        nextDay = new int[sequences.batch];
    }

    /**
     * Moves every walk on by one stretch.
     *
     * @param states the states at the end of the stretches before, (batch, stateSize)
     */
    void advance(float[] states, SplittableRandom random) {
        int stateSize = sequences.initialStates.length / sequences.batch;
        System.arraycopy(states, 0, sequences.initialStates, 0, sequences.initialStates.length);
        for (int place = 0; place < sequences.batch; place++) {
            boolean starts = current[place] == null || lastOrigin(current[place]) - nextDay[place] < sequences.origins;
            if (starts) {
                History history = histories.get(random.nextInt(histories.size()));
                current[place] = history;
                nextDay[place] = history.firstDay() + random.nextInt(lastOrigin(history) - history.firstDay() + 1);
                Arrays.fill(sequences.initialStates, place * stateSize, (place + 1) * stateSize, 0);
            }
            History history = current[place];
            int start = nextDay[place];
            int days = Math.min(sequences.timesteps, lastOrigin(history) - start + 1);
            int from = starts ? Math.max(0, Math.min(WARM_UP, days - sequences.origins)) : 0;
            sequences.fill(place, history, start, choose(from, days, random), period::isLearned);
            nextDay[place] = start + sequences.timesteps;
        }
    }

    private int lastOrigin(History history) {
        return Math.min(history.lastDay(), lastOutcome) - 1;
    }

    /** Distinct steps from {@code from} to below {@code to}, ascending; the last is repeated if there are too few. */
    private int[] choose(int from, int to, SplittableRandom random) {
        int[] candidates = new int[to - from];
        Arrays.setAll(candidates, i -> from + i);
        int chosen = Math.min(sequences.origins, candidates.length);
        for (int i = 0; i < chosen; i++) {
            int j = i + random.nextInt(candidates.length - i);
            int swapped = candidates[i];
            candidates[i] = candidates[j];
            candidates[j] = swapped;
        }
        int[] steps = Arrays.copyOf(candidates, sequences.origins);
        Arrays.fill(steps, chosen, steps.length, to - 1);
        Arrays.sort(steps);
        return steps;
    }
}
