package io.undercurrent.nn.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.TestBackends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepperTest {

    private static final int FEATURES = 5;

    static Stream<Network> networks() {
        return Stream.of(
                Network.input(FEATURES)
                        .simpleRnn(17)
                        .dense(3, Activation.LINEAR)
                        .build(1),
                Network.input(FEATURES).gru(48).dense(84, Activation.LINEAR).build(2),
                Network.input(FEATURES).lstm(20).dense(2, Activation.SOFTMAX).build(3),
                Network.input(FEATURES)
                        .dense(7, Activation.RELU)
                        .lstm(6)
                        .gru(9)
                        .simpleRnn(4, Activation.SIGMOID)
                        .build(4),
                Network.input(FEATURES)
                        .dense(6, Activation.TANH)
                        .dense(2, Activation.LINEAR)
                        .build(5));
    }

    static Stream<Arguments> networksOnBackends() {
        return networks()
                .flatMap(network -> TestBackends.all().stream().map(backend -> Arguments.of(network, backend)));
    }

    /** Rows step with all others, alone, and in another order and grouping: the same bits. */
    @ParameterizedTest
    @MethodSource("networksOnBackends")
    void companyChangesNoRow(Network network, Backend backend) {
        long seed = 11;
        Random random = new Random(seed);
        int rows = 75;
        int state = network.stateSize();
        int units = network.outputShape().features();
        float[] inputs = normal(random, rows * FEATURES);
        float[] states = normal(random, rows * state);
        float[] outputs = new float[rows * units];
        float[] after = states.clone();
        try (Stepper stepper = new Stepper(network, backend)) {
            stepper.step(rows, inputs, after, outputs);
            List<Integer> order = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                order.add(row);
            }
            Collections.shuffle(order, random);
            int done = 0;
            while (done < rows) {
                int group = Math.min(rows - done, random.nextInt(5) == 0 ? 40 : 1 + random.nextInt(4));
                float[] in = new float[group * FEATURES];
                float[] groupStates = new float[group * state];
                float[] out = new float[group * units];
                for (int i = 0; i < group; i++) {
                    int row = order.get(done + i);
                    System.arraycopy(inputs, row * FEATURES, in, i * FEATURES, FEATURES);
                    System.arraycopy(states, row * state, groupStates, i * state, state);
                }
                stepper.step(group, in, groupStates, out);
                for (int i = 0; i < group; i++) {
                    int row = order.get(done + i);
                    String which = "row " + row + " in a group of " + group + ", seed " + seed;
                    assertArrayEquals(part(outputs, row, units), part(out, i, units), which);
                    assertArrayEquals(part(after, row, state), part(groupStates, i, state), which);
                }
                done += group;
            }
        }
    }

    /** Inputs and states that are no numbers spoil their own rows alone. */
    @ParameterizedTest
    @MethodSource("networksOnBackends")
    void poisonStaysInItsRow(Network network, Backend backend) {
        long seed = 13;
        Random random = new Random(seed);
        int rows = 40;
        int state = network.stateSize();
        int units = network.outputShape().features();
        float[] inputs = normal(random, rows * FEATURES);
        float[] states = normal(random, rows * state);
        float[] outputs = new float[rows * units];
        float[] poisonedInputs = inputs.clone();
        float[] poisonedStates = states.clone();
        float[] poisonedOutputs = outputs.clone();
        float[] poisons = {Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE};
        for (int row = 0; row < rows; row += 3) {
            Arrays.fill(poisonedInputs, row * FEATURES, (row + 1) * FEATURES, poisons[random.nextInt(3)]);
            Arrays.fill(poisonedStates, row * state, (row + 1) * state, poisons[random.nextInt(3)]);
        }
        try (Stepper stepper = new Stepper(network, backend)) {
            stepper.step(rows, inputs, states, outputs);
            stepper.step(rows, poisonedInputs, poisonedStates, poisonedOutputs);
        }
        for (int row = 0; row < rows; row++) {
            if (row % 3 > 0) {
                String which = "row " + row + ", seed " + seed;
                assertArrayEquals(part(outputs, row, units), part(poisonedOutputs, row, units), which);
                assertArrayEquals(part(states, row, state), part(poisonedStates, row, state), which);
            }
        }
    }

    /** A whole sequence at once, its timesteps one by one, and two halves: the same bits, at each timestep that has an output. */
    @ParameterizedTest
    @MethodSource("networks")
    void carriedEqualsRecomputed(Network network) {
        long seed = 12;
        Random random = new Random(seed);
        int batch = 37;
        int timesteps = 9;
        int units = network.outputShape().features();
        boolean sequence = network.outputShape().sequence();
        float[] inputs = normal(random, batch * timesteps * FEATURES);
        float[] zeros = new float[batch * network.stateSize()];
        Inference.Prediction whole = Inference.predict(network, inputs, batch, zeros);
        float[] states = zeros.clone();
        float[] outputs = new float[batch * units];
        try (Stepper stepper = new Stepper(network)) {
            for (int t = 0; t < timesteps; t++) {
                stepper.step(batch, cut(inputs, FEATURES, timesteps, t, t + 1), states, outputs);
                if (sequence) {
                    float[] expected = cut(whole.outputs(), units, timesteps, t, t + 1);
                    assertArrayEquals(expected, outputs, "timestep " + t + ", seed " + seed);
                }
            }
        }
        if (!sequence) {
            assertArrayEquals(whole.outputs(), outputs, "seed " + seed);
        }
        assertArrayEquals(whole.finalStates(), states, "seed " + seed);
        Inference.Prediction half = Inference.predict(network, cut(inputs, FEATURES, timesteps, 0, 4), batch, zeros);
        Inference.Prediction rest =
                Inference.predict(network, cut(inputs, FEATURES, timesteps, 4, 9), batch, half.finalStates());
        float[] expected = sequence ? cut(whole.outputs(), units, timesteps, 4, 9) : whole.outputs();
        assertArrayEquals(expected, rest.outputs(), "seed " + seed);
        assertArrayEquals(whole.outputs(), Inference.predict(network, inputs, batch));
    }

    @Test
    void sequencesHoldTheOutputOfEachTimestep() {
        Network all = Network.input(4, 2)
                .gru(3)
                .returnSequences()
                .dense(2, Activation.LINEAR)
                .build(1);
        Network last = Network.of(
                all.inputShape(),
                List.of(
                        ((Gru) all.layers().get(0)).withReturnSequences(false),
                        all.layers().get(1)));
        float[] inputs = normal(new Random(1), 3 * 4 * 2);
        float[] sequences = Inference.predict(all, inputs, 3);
        float[] ends = Inference.predict(last, inputs, 3);
        for (int b = 0; b < 3; b++) {
            assertArrayEquals(part(ends, b, 2), part(sequences, b * 4 + 3, 2), "member " + b);
        }
    }

    /** Against the definition, written out: the flattened window through a dense layer. */
    @Test
    void aFlattenedWindowIsOneVector() {
        Network network =
                Network.input(3, 2).flatten().dense(2, Activation.LINEAR).build(9);
        Dense dense = (Dense) network.layers().get(1);
        int batch = 40;
        float[] inputs = normal(new Random(2), batch * 6);
        float[] kernel = dense.kernel().values();
        float[] expected = new float[batch * 2];
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < 2; j++) {
                for (int i = 0; i < 6; i++) {
                    expected[b * 2 + j] += inputs[b * 6 + i] * kernel[i * 2 + j];
                }
            }
        }
        assertArrayEquals(expected, Inference.predict(network, inputs, batch), 1e-6f);
        try (Stepper stepper = new Stepper(network)) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> stepper.step(1, new float[2], new float[0], new float[2]));
            assertEquals("timesteps: expected exactly 3, but got 1", e.getMessage());
        }
    }

    /** More units than the planes of a block hold. */
    @Test
    void theHiddenStateMayBeADistribution() {
        int units = 150;
        Network network = Network.input(3).simpleRnn(units, Activation.SOFTMAX).build(1);
        float[] outputs = new float[2 * units];
        try (Stepper stepper = new Stepper(network)) {
            stepper.step(2, normal(new Random(4), 6), new float[2 * units], outputs);
        }
        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (float probability : part(outputs, row, units)) {
                sum += probability;
            }
            assertEquals(1, sum, 1e-5, "row " + row);
        }
    }

    @Test
    void vectorsNeedNoTime() {
        Network network =
                Network.input(Shape.vector(3)).dense(2, Activation.SIGMOID).build(1);
        float[] inputs = normal(new Random(3), 9);
        float[] outputs = new float[6];
        try (Stepper stepper = new Stepper(network)) {
            stepper.step(3, inputs, new float[0], outputs);
            assertThrows(
                    IllegalArgumentException.class, () -> stepper.run(1, 2, new float[6], new float[0], new float[4]));
        }
        assertArrayEquals(outputs, Inference.predict(network, inputs, 3));
    }

    @Test
    void refusesArraysThatAreTooShort() {
        Network network = Network.input(3).lstm(2).build(1);
        try (Stepper stepper = new Stepper(network)) {
            assertEquals(
                    "states: expected at least 8 values, but got 7",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> stepper.step(2, new float[6], new float[7], new float[4]))
                            .getMessage());
            assertThrows(
                    IllegalArgumentException.class, () -> stepper.step(2, new float[5], new float[8], new float[4]));
            assertThrows(
                    IllegalArgumentException.class, () -> stepper.step(2, new float[6], new float[8], new float[3]));
            assertThrows(
                    IllegalArgumentException.class, () -> stepper.step(-1, new float[6], new float[8], new float[4]));
        }
    }

    /** Some of the timesteps of (batch, timesteps, features). */
    private static float[] cut(float[] sequences, int features, int timesteps, int from, int to) {
        int batch = sequences.length / (timesteps * features);
        int width = (to - from) * features;
        float[] cut = new float[batch * width];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(sequences, (b * timesteps + from) * features, cut, b * width, width);
        }
        return cut;
    }

    private static float[] part(float[] values, int index, int width) {
        return Arrays.copyOfRange(values, index * width, (index + 1) * width);
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
