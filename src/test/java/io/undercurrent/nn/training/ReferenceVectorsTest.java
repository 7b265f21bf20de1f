package io.undercurrent.nn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.nn.step.Stepper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs, final states and every gradient against PyTorch's in double precision, element by element. */
class ReferenceVectorsTest {

    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple_rnn-4x3", "simple_rnn-batch", "simple_rnn-stacked",
                "gru-4x3", "gru-batch", "gru-stacked",
                "lstm-4x3", "lstm-batch", "lstm-stacked"
            })
    void agreesWithPyTorch(String name) {
        ReferenceVector vector = ReferenceVector.load(name);
        Network network = vector.network();
        float[] inputs = vector.values("input");
        float[] initialStates = vector.states("initialHidden", "initialCell");
        float[] outputs = vector.values("outputs");
        float[] finalStates = vector.states("finalHidden", "finalCell");

        // PyTorch has a second bias everywhere; ours only where it makes a difference, in the GRU.
        int spareBiases = name.startsWith("gru") ? 0 : vector.layers() * vector.gates() * vector.units();
        assertEquals(vector.parameters() - spareBiases, network.parameterCount());

        Inference.Prediction prediction = Inference.predict(network, inputs, vector.batch, initialStates);
        assertArrayEquals(outputs, prediction.outputs(), TOLERANCE, "outputs");
        assertArrayEquals(finalStates, prediction.finalStates(), TOLERANCE, "final states");

        try (BackPropagation propagation = new BackPropagation(network, vector.batch, vector.timesteps)) {
            assertArrayEquals(outputs, propagation.forward(inputs, initialStates), TOLERANCE, "training outputs");
            assertArrayEquals(finalStates, propagation.finalStates(), TOLERANCE, "training final states");
            propagation.backward(vector.values("outputGradient"));
            assertArrayEquals(vector.parameterGradients(), propagation.gradients(), TOLERANCE, "parameter gradients");
            assertArrayEquals(
                    vector.values("inputGradient"), propagation.inputGradients(), TOLERANCE, "input gradients");
            assertArrayEquals(
                    vector.states("initialHiddenGradient", "initialCellGradient"),
                    propagation.initialStateGradients(),
                    TOLERANCE,
                    "initial state gradients");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple_rnn-stacked", "gru-stacked", "lstm-stacked"})
    void agreesWithPyTorchStepByStep(String name) {
        ReferenceVector vector = ReferenceVector.load(name);
        Network network = vector.network();
        float[] inputs = vector.values("input");
        float[] outputs = vector.values("outputs");
        float[] states = vector.states("initialHidden", "initialCell");
        int features = network.inputShape().features();
        int units = network.outputShape().features();
        float[] input = new float[vector.batch * features];
        float[] output = new float[vector.batch * units];
        try (Stepper stepper = new Stepper(network)) {
            for (int t = 0; t < vector.timesteps; t++) {
                for (int b = 0; b < vector.batch; b++) {
                    System.arraycopy(inputs, (b * vector.timesteps + t) * features, input, b * features, features);
                }
                stepper.step(vector.batch, input, states, output);
                for (int b = 0; b < vector.batch; b++) {
                    for (int j = 0; j < units; j++) {
                        float expected = outputs[(b * vector.timesteps + t) * units + j];
                        assertEquals(expected, output[b * units + j], TOLERANCE, "timestep " + t + ", member " + b);
                    }
                }
            }
        }
        assertArrayEquals(vector.states("finalHidden", "finalCell"), states, TOLERANCE, "final states");
    }
}
