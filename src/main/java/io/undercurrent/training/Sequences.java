package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.history.History;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A mini-batch: stretches of consecutive days from some series, encoded as in the stream, and some of these days as
 * origins with their outcomes.
 *
 * <p>Buffers are allocated once and refilled for each mini-batch. Not thread-safe: holds an encoder.
 */
final class Sequences {

    /** Number of stretches. */
    final int batch;

    /** Days in each stretch. */
    final int timesteps;

    /** Origins in each stretch. */
    final int origins;

    /** (batch, timesteps, daySize): the inputs of the recurrent layers. */
    final float[] inputs;

    /** (batch, stateSize): the states that the stretches start from. */
    final float[] initialStates;

    /** (batch, origins): the timestep that each origin stands at. */
    final int[] originSteps;

    /** (batch, origins): the encoded origins. */
    final EncodedOrigins contexts;

    /**
     * (batch, origins, horizon, targets): the values that came, as deviation from the baseline in scales; NaN if not
     * read, not to be learned from, without a value in the window, or absurd.
     */
    final float[] outcomes;

    private final ModelSpec spec;
    private final WindowEncoder encoder;
    private final Encodings encodings;
    private final int targets;
    private final int daySize;

    Sequences(ModelSpec spec, Encodings encodings, int stateSize, int batch, int timesteps, int origins) {
        this.spec = spec;
        this.batch = batch;
        this.timesteps = timesteps;
        this.origins = origins;
        this.encodings = encodings;
        encoder = new WindowEncoder(spec);
        targets = spec.columns().targets().size();
        daySize = WindowEncoder.daySize(spec);
        inputs = new float[batch * timesteps * daySize];
        initialStates = new float[batch * stateSize];
        originSteps = new int[batch * origins];
        contexts = encoder.origins(batch * origins);
        outcomes = new float[batch * origins * targets * spec.horizon()];
    }

    /**
     * Fills one stretch.
     *
     * @param sequence position in the batch
     * @param firstDay first day of the stretch; steps past the end of the history stay zero
     * @param steps ascending timesteps of the origins, {@link #origins} of them, or none
     * @param counts which days' values count as outcomes
     */
    void fill(int sequence, History history, int firstDay, int[] steps, IntPredicate counts) {
        int inputsOffset = sequence * timesteps * daySize;
        Arrays.fill(inputs, inputsOffset, inputsOffset + timesteps * daySize, 0);
        System.arraycopy(steps, 0, originSteps, sequence * origins, steps.length);
        Encodings.Walk walk = encodings.walk(history, encoder);
        History sound = encodings.sound(history);
        int days = Math.min(timesteps, history.lastDay() - firstDay + 1);
        int next = 0;
        for (int step = 0; step < days; step++) {
            int day = firstDay + step;
            walk.day(day, inputs, inputsOffset + step * daySize);
            for (; next < steps.length && steps[next] == step; next++) {
                int row = sequence * origins + next;
                walk.origin(day, contexts, row);
                fillOutcomes(row, sound, day, counts);
            }
        }
        for (; next < origins; next++) {
            ignore(sequence * origins + next);
        }
    }

    private void fillOutcomes(int row, History history, int origin, IntPredicate counts) {
        for (int target = 0; target < targets; target++) {
            int at = row * spec.horizon() * targets + target;
            float scale = contexts.scale(row, target);
            double reference = contexts.reference(row, target);
            for (int lead = 1; lead <= spec.horizon(); lead++) {
                int day = origin + lead;
                float value = (float) (history.value(day, target) - reference);
                float outcome = (value - contexts.baseline(row, target, lead)) / scale;
                boolean learned = counts.test(day) && Math.abs(outcome) <= WindowEncoder.FARTHEST_OUTCOME;
                outcomes[at + (lead - 1) * targets] = learned ? outcome : Float.NaN;
            }
        }
    }

    private void ignore(int row) {
        contexts.clear(row);
        int outcome = row * targets * spec.horizon();
        Arrays.fill(outcomes, outcome, outcome + targets * spec.horizon(), Float.NaN);
    }
}
