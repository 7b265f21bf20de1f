package io.undercurrent.training;

import io.undercurrent.series.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stretches of days that judge the weights: of a number of series, each the days up to the last origin whose whole
 * horizon is known, with origins spread over the days held back. The state is carried in through some stretches before.
 */
final class Validation {

    private static final int MOST_SERIES = 64;

    /** Stretches before the judged one through which the state is carried. */
    static final int LEAD_IN = 3;

    private final List<Stretch> stretches = new ArrayList<>();
    private final int lastDay;

    private record Stretch(History history, int start, int[] steps) {}

    Validation(List<History> histories, TrainingPeriod period, int timesteps, int origins) {
        lastDay = period.lastDay();
        List<History> eligible = histories.stream()
                .filter(history ->
                        history.firstDay() < period.lastDay() && history.lastDay() >= period.validationStart())
                .toList();
        int count = Math.min(MOST_SERIES, eligible.size());
        for (int i = 0; i < count; i++) {
            History history = eligible.get((int) ((long) i * eligible.size() / count));
            int lastOrigin = Math.max(history.firstDay(), Math.min(history.lastDay(), period.lastOrigin()));
            int start = Math.max(history.firstDay(), lastOrigin - timesteps + 1);
            int firstOrigin = Math.max(start, Math.min(period.validationStart() - 1, lastOrigin));
            int[] steps = new int[origins];
            for (int j = 0; j < origins; j++) {
                int spread = (int) ((long) j * (lastOrigin - firstOrigin) / Math.max(1, origins - 1));
                steps[j] = firstOrigin - start + spread;
            }
            stretches.add(new Stretch(history, start, steps));
        }
    }

    int size() {
        return stretches.size();
    }

    /**
     * Fills all places of {@code sequences} with stretches from number {@code first} on. Past the last it starts over: what
     * is seen twice weighs twice, always alike.
     *
     * @param leadIn how many stretches before the judged one, 0 for the judged one itself
     * @param states the states at the end of the stretches before, (batch, stateSize)
     */
    void fill(Sequences sequences, int first, int leadIn, float[] states) {
        int stateSize = sequences.initialStates.length / sequences.batch;
        int[] unused = new int[sequences.origins];
        for (int place = 0; place < sequences.batch; place++) {
            Stretch stretch = stretches.get((first + place) % stretches.size());
            int start = stretch.start() - leadIn * sequences.timesteps;
            boolean begins = leadIn == LEAD_IN
                    || start - sequences.timesteps < stretch.history().firstDay();
            System.arraycopy(states, place * stateSize, sequences.initialStates, place * stateSize, stateSize);
            if (begins) {
                Arrays.fill(sequences.initialStates, place * stateSize, (place + 1) * stateSize, 0);
            }
            boolean judged = leadIn == 0;
            sequences.fill(
                    place,
                    stretch.history(),
                    Math.max(start, stretch.history().firstDay()),
                    judged ? stretch.steps() : unused,
                    lastDay);
        }
    }
}
