package io.undercurrent.engine.step;

import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Finite;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * Steps of the network to run, in order of arrival. Each starts from the result of another step or from an existing
 * state. A <em>wave</em> is a set of steps that do not depend on each other; waves run one after another.
 */
final class Steps {

    private static final int FIRST_CAPACITY = 64;

    private final Forecaster forecaster;
    private final SharedEncodings shared;
    private final Object encoding;
    private final int inputSize;
    private final int stateSize;

    /** (steps, inputSize), and for each step its wave, the state before and the state after. */
    private float[] inputs;

    private int[] waves = new int[FIRST_CAPACITY];
    private float[][] before = new float[FIRST_CAPACITY][];
    private float[][] after = new float[FIRST_CAPACITY][];
    private int count;

    /** Rows for one call of the forecaster. */
    private final float[] rowInputs;

    private final float[] rowStates;

    Steps(Forecaster forecaster, int stateSize, SharedEncodings shared) {
        this.forecaster = forecaster;
        this.shared = shared;
        encoding = shared.encoding(forecaster);
        this.stateSize = stateSize;
        inputSize = forecaster.inputSize();
        inputs = new float[Buffers.length(forecaster.rows(), inputSize)];
        rowInputs = new float[inputs.length];
        rowStates = new float[Buffers.length(forecaster.rows(), stateSize)];
    }

    /** Stands for how days are encoded. */
    Object encoding() {
        return encoding;
    }

    int count() {
        return count;
    }

    /**
     * Adds the step over a day, which is encoded at once.
     *
     * @param state before the day; null for the zeros that every series starts from
     * @return the state after the day, filled by {@link #run}
     */
    float[] add(SlidingWindow window, int day, float[] state, int wave) {
        if (count == waves.length) {
            int capacity = Buffers.roomyLength(count, 1);
            waves = Arrays.copyOf(waves, capacity);
            before = Arrays.copyOf(before, capacity);
            after = Arrays.copyOf(after, capacity);
        }
        inputs = Buffers.withRoomFor(count + 1, inputSize, inputs);
        SharedEncodings.Day known = shared.day(encoding, window, day);
        if (known == null) {
            forecaster.encodeDay(window, day, inputs, count * inputSize);
            shared.add(this, count, window, day);
        } else {
            System.arraycopy(known.steps().inputs, known.position() * inputSize, inputs, count * inputSize, inputSize);
        }
        waves[count] = wave;
        before[count] = state;
        after[count] = new float[stateSize];
        return after[count++];
    }

    void run() {
        int[] order = byWave();
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && to - from < forecaster.rows() && waves[order[to]] == waves[order[from]]) {
                to++;
            }
            run(order, from, to);
            from = to;
        }
    }

    /** Positions of the steps, first wave first, in order of arrival within a wave. */
    private int[] byWave() {
        int[] starts = new int[count + 1];
        for (int step = 0; step < count; step++) {
            starts[waves[step] + 1]++;
        }
        for (int wave = 0; wave < count; wave++) {
            starts[wave + 1] += starts[wave];
        }
        int[] order = new int[count];
        for (int step = 0; step < count; step++) {
            order[starts[waves[step]]++] = step;
        }
        return order;
    }

    private void run(int[] order, int from, int to) {
        for (int row = 0; row < to - from; row++) {
            int step = order[from + row];
            System.arraycopy(inputs, step * inputSize, rowInputs, row * inputSize, inputSize);
            // A state that is not finite would never become finite again, so the next day starts from zeros.
            boolean usable = before[step] != null && Finite.all(before[step]);
            Buffers.putState(usable ? before[step] : null, row, stateSize, rowStates);
        }
        forecaster.step(to - from, rowInputs, rowStates);
        for (int row = 0; row < to - from; row++) {
            System.arraycopy(rowStates, row * stateSize, after[order[from + row]], 0, stateSize);
        }
    }

    void clear() {
        Arrays.fill(before, 0, count, null);
        Arrays.fill(after, 0, count, null);
        count = 0;
    }
}
