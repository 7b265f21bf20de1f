package io.undercurrent.nn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.NetworkBuilder;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.TestBackends;
import io.undercurrent.nn.step.Inference;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of networks of all kinds against finite differences. What PyTorch says is the business of {@link ReferenceVectorsTest}. */
class BackPropagationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void gradientsOfRandomStacks(int seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.input(1 + random.nextInt(5));
        StringBuilder name = new StringBuilder("seed " + seed);
        int layers = 1 + random.nextInt(3);
        for (int i = 0; i < layers; i++) {
            int units = 1 + random.nextInt(6);
            int kind = random.nextInt(4);
            name.append(new String[] {", rnn ", ", gru ", ", lstm ", ", dense "}[kind])
                    .append(units);
            switch (kind) {
                case 0 -> builder.simpleRnn(units);
                case 1 -> builder.gru(units);
                case 2 -> builder.lstm(units);
                default -> builder.dense(units, Activation.TANH);
            }
            if (kind < 3 && random.nextBoolean()) {
                builder.returnSequences();
                name.append(" all");
            } else if (kind < 3) {
                break;
            }
        }
        builder.dense(1 + random.nextInt(4), random.nextBoolean() ? Activation.LINEAR : Activation.SIGMOID);
        check(name.toString(), builder.build(seed), 1 + random.nextInt(5), 1 + random.nextInt(6), random);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void gradientsOfEveryActivationInRecurrentAndDenseLayers(Activation activation) {
        Random random = new Random(31);
        Network network = Network.input(3)
                .simpleRnn(4, activation)
                .returnSequences()
                .dense(3, activation)
                .build(31);
        if (activation == Activation.RELU) {
            network = awayFromTheKink(network);
        }
        check(activation + ", seed 31", network, 3, 4, random);
    }

    @Test
    void gradientsOfAFlattenedWindow() {
        Random random = new Random(32);
        Network network = Network.input(4, 3)
                .dense(5, Activation.TANH)
                .flatten()
                .dense(4, Activation.TANH)
                .dense(2, Activation.SOFTMAX)
                .build(32);
        check("flatten, seed 32", network, 3, 4, random);
    }

    @Test
    void gradientsWithoutTime() {
        Random random = new Random(33);
        Network network = Network.input(Shape.vector(4))
                .dense(5, Activation.TANH)
                .dense(2, Activation.LINEAR)
                .build(33);
        check("vectors, seed 33", network, 6, 1, random);
    }

    @Test
    void outputsAreThoseOfTheNetwork() {
        Network network =
                Network.input(3).lstm(20).gru(30).dense(7, Activation.LINEAR).build(1);
        Random random = new Random(34);
        float[] inputs = normal(random, 50 * 12 * 3);
        float[] states = normal(random, 50 * network.stateSize());
        Inference.Prediction expected = Inference.predict(network, inputs, 50, states);
        try (BackPropagation propagation = new BackPropagation(network, 50, 12)) {
            assertArrayEquals(expected.outputs(), propagation.forward(inputs, states), 1e-5f);
            assertArrayEquals(expected.finalStates(), propagation.finalStates(), 1e-5f);
        }
    }

    @Test
    void gradientsAddUpUntilTheyAreZeroed() {
        Network network = Network.input(3).gru(4).dense(2, Activation.LINEAR).build(1);
        Random random = new Random(35);
        float[] inputs = normal(random, 2 * 5 * 3);
        float[] outputGradients = normal(random, 2 * 2);
        try (BackPropagation propagation = new BackPropagation(network, 2, 5)) {
            propagation.forward(inputs);
            propagation.backward(outputGradients);
            float[] once = propagation.gradients().clone();
            float[] ofInputs = propagation.inputGradients().clone();
            propagation.backward(outputGradients);
            for (int i = 0; i < once.length; i++) {
                assertEquals(2 * once[i], propagation.gradients()[i], 1e-6f);
            }
            assertArrayEquals(ofInputs, propagation.inputGradients());
            propagation.zeroGradients();
            propagation.forward(normal(random, inputs.length));
            propagation.forward(inputs);
            propagation.backward(outputGradients);
            assertArrayEquals(once, propagation.gradients());
        }
    }

    @Test
    void setParametersReplacesAllWeights() {
        Network first =
                Network.input(3).lstm(4).gru(3).dense(2, Activation.LINEAR).build(1);
        float[] parameters = normal(new Random(36), first.parameterCount());
        float[] inputs = normal(new Random(37), 2 * 5 * 3);
        try (BackPropagation propagation = new BackPropagation(first, 2, 5)) {
            propagation.setParameters(parameters);
            assertArrayEquals(
                    Inference.predict(first.withParameters(parameters), inputs, 2), propagation.forward(inputs), 1e-6f);
        }
    }

    /** Several instances at once, on two threads: each gets what it gets alone. */
    @Test
    void instancesDoNotDisturbEachOther() throws Exception {
        Network network = Network.input(6).gru(24).dense(5, Activation.LINEAR).build(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<float[]> work = () -> {
                Random random = new Random(38);
                float[] inputs = normal(random, 16 * 10 * 6);
                float[] outputGradients = normal(random, 16 * 5);
                try (BackPropagation propagation = new BackPropagation(network, 16, 10)) {
                    for (int i = 0; i < 100; i++) {
                        propagation.zeroGradients();
                        propagation.forward(inputs);
                        propagation.backward(outputGradients);
                    }
                    return propagation.gradients().clone();
                }
            };
            float[] alone = work.call();
            Future<float[]> first = threads.submit(work);
            Future<float[]> second = threads.submit(work);
            assertArrayEquals(alone, first.get());
            assertArrayEquals(alone, second.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesArraysOfAnotherSize() {
        Network network = Network.input(4, 3).gru(2).build(1);
        assertRefuses("timesteps: expected 4, but got 5", () -> new BackPropagation(network, 1, 5));
        assertRefuses("batch: expected at least 1, but got 0", () -> new BackPropagation(network, 0, 4));
        try (BackPropagation propagation = new BackPropagation(network, 2, 4)) {
            assertRefuses("inputs: expected 24 values, but got 23", () -> propagation.forward(new float[23]));
            assertRefuses(
                    "initialStates: expected 4 values, but got 3",
                    () -> propagation.forward(new float[24], new float[3]));
            assertRefuses("outputGradients: expected 4 values, but got 8", () -> propagation.backward(new float[8]));
            assertRefuses("parameters: expected 42 values, but got 3", () -> propagation.setParameters(new float[3]));
        }
    }

    private static void assertRefuses(String message, org.junit.jupiter.api.function.Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }

    /** Small kernels and biases of ±1 keep every unit firmly on or off, since relu has no derivative at 0. */
    private static Network awayFromTheKink(Network network) {
        float[] parameters = network.parameters();
        int biases = 0;
        int offset = 0;
        for (var layer : network.layers()) {
            for (var weight : layer.weights()) {
                for (int i = 0; i < weight.size(); i++) {
                    boolean bias = weight.rows() == 1;
                    parameters[offset + i] = bias ? (biases++ % 4 == 3 ? -1.5f : 1.5f) : 0.2f * parameters[offset + i];
                }
                offset += weight.size();
            }
        }
        return network.withParameters(parameters);
    }

    /** ∂(Σ g·outputs) by every parameter, input and initial state. */
    private static void check(String name, Network network, int batch, int timesteps, Random random) {
        float[] parameters = network.parameters();
        float[] inputs = normal(random, batch * timesteps * network.inputShape().features());
        float[] states = normal(random, batch * network.stateSize());
        int returned = network.outputShape().sequence() ? timesteps : 1;
        float[] g = normal(random, batch * returned * network.outputShape().features());
        for (Backend backend : TestBackends.all()) {
            check(
                    name + ", " + backend.description(),
                    new BackPropagation(network, batch, timesteps, backend),
                    parameters,
                    inputs,
                    states,
                    g);
        }
    }

    private static void check(
            String name, BackPropagation opened, float[] parameters, float[] inputs, float[] states, float[] g) {
        try (BackPropagation propagation = opened) {
            propagation.forward(inputs, states);
            propagation.backward(g);
            float[] byParameters = propagation.gradients().clone();
            float[] byInputs = propagation.inputGradients().clone();
            float[] byStates = propagation.initialStateGradients().clone();
            Differences differences = () -> {
                propagation.setParameters(parameters);
                float[] outputs = propagation.forward(inputs, states);
                double sum = 0;
                for (int i = 0; i < outputs.length; i++) {
                    sum += (double) g[i] * outputs[i];
                }
                return sum;
            };
            differences.compare(name + ": parameter ", parameters, byParameters);
            differences.compare(name + ": input ", inputs, byInputs);
            differences.compare(name + ": initial state ", states, byStates);
        }
    }

    /** A function of arrays that are changed in place. */
    private interface Differences {

        double value();

        /**
         * Central differences of fourth order, (8·(f(x+h) − f(x−h)) − (f(x+2h) − f(x−2h))) / 12h: their own error of order h⁴
         * allows an h so large that the rounding of floats, some 1e-6 / h, stays small.
         */
        default void compare(String name, float[] arguments, float[] gradients) {
            double h = 1 / 64.0;
            for (int i = 0; i < arguments.length; i++) {
                float x = arguments[i];
                double near = at(arguments, i, x + h) - at(arguments, i, x - h);
                double far = at(arguments, i, x + 2 * h) - at(arguments, i, x - 2 * h);
                arguments[i] = x;
                double difference = (8 * near - far) / (12 * h);
                assertEquals(difference, gradients[i], 1e-3 * Math.max(1, Math.abs(difference)), name + i);
            }
        }

        private double at(float[] arguments, int i, double x) {
            arguments[i] = (float) x;
            return value();
        }
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
