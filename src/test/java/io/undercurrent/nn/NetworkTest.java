package io.undercurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.step.Inference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkTest {

    @Test
    void parametersAreCountedAsInTheTextbook() {
        Layer simple = Network.input(4).simpleRnn(3).build(1).layers().get(0);
        assertEquals(24, simple.parameterCount());
        assertEquals(
                List.of(12, 9, 3), simple.weights().stream().map(Weight::size).toList());
        assertEquals(4 * (12 + 9 + 3), Network.input(4).lstm(3).build(1).parameterCount());
        assertEquals(3 * (12 + 9 + 3 + 3), Network.input(4).gru(3).build(1).parameterCount());
        assertEquals(15, Network.input(4).dense(3, Activation.LINEAR).build(1).parameterCount());
    }

    @Test
    void theClassifierOfTheTextbook() {
        Network network = Network.input(20, 100)
                .simpleRnn(10)
                .dense(3, Activation.SOFTMAX)
                .build(7);
        assertEquals(100 * 10 + 10 * 10 + 10 + 10 * 3 + 3, network.parameterCount());
        assertEquals(Shape.vector(3), network.outputShape());
        float[] outputs = Inference.predict(network, new float[2 * 20 * 100], 2);
        assertEquals(6, outputs.length);
        assertEquals(1, outputs[0] + outputs[1] + outputs[2], 1e-6);
    }

    @Test
    void recurrentLayersBelowOthersReturnSequencesByThemselves() {
        Network last =
                Network.input(5, 2).gru(4).dense(3, Activation.RELU).lstm(6).build(1);
        assertEquals(List.of(Shape.sequence(5, 4), Shape.sequence(5, 3), Shape.vector(6)), last.shapes());
        assertEquals(4 + 12, last.stateSize());
        Network all = Network.input(2)
                .gru(4)
                .simpleRnn(6)
                .returnSequences()
                .dense(1, Activation.LINEAR)
                .build(1);
        assertEquals(List.of(Shape.sequence(4), Shape.sequence(6), Shape.sequence(1)), all.shapes());
        Network flattened = Network.input(5, 2)
                .simpleRnn(4)
                .flatten()
                .dense(1, Activation.SIGMOID)
                .build(1);
        assertEquals(List.of(Shape.sequence(5, 4), Shape.vector(20), Shape.vector(1)), flattened.shapes());
    }

    @Test
    void theSummaryShowsWhereTheParametersAre() {
        Network network = Network.input(20, 4)
                .simpleRnn(3)
                .gru(2)
                .dense(3, Activation.SOFTMAX)
                .build(1);
        assertEquals("""
                Layer         Output shape    Parameters  Kernel  Recurrent kernel  Bias
                ════════════════════════════════════════════════════════════════════════
                input         (batch, 20, 4)
                simple_rnn_1  (batch, 20, 3)          24      12                 9     3
                gru_2         (batch, 2)              42      18                12    12
                dense_3       (batch, 3)               9       6                 0     3
                ────────────────────────────────────────────────────────────────────────
                Parameters: 75 (0.3 KiB)
                State: 5 values for each member of the batch
                """, network.summary());
        assertTrue(Network.input(4).lstm(30).build(1).summary().contains("(batch, timesteps, 4)"));
    }

    @Test
    void sameSeedSameWeights() {
        NetworkBuilder builder = Network.input(5).gru(8).lstm(4).simpleRnn(3).dense(2, Activation.LINEAR);
        assertArrayEquals(builder.build(3).parameters(), builder.build(3).parameters());
        assertEquals(builder.build(3).layers(), builder.build(3).layers());
        assertNotEquals(builder.build(3).layers(), builder.build(4).layers());
    }

    @Test
    void initialWeightsAreThoseOfKeras() {
        Network network = Network.input(30).lstm(20).build(5);
        Lstm lstm = (Lstm) network.layers().get(0);
        float[] bias = lstm.bias().values();
        for (int j = 0; j < bias.length; j++) {
            assertEquals(j / 20 == 1 ? 1 : 0, bias[j], "bias " + j);
        }
        double limit = Math.sqrt(6.0 / (30 + 80));
        double greatest = 0;
        for (float value : lstm.kernel().values()) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        assertTrue(greatest <= limit && greatest > 0.95 * limit, "greatest " + greatest + ", limit " + limit);
        float[] recurrent = lstm.recurrentKernel().values();
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < 20; b++) {
                double dot = 0;
                for (int j = 0; j < 80; j++) {
                    dot += recurrent[a * 80 + j] * recurrent[b * 80 + j];
                }
                assertEquals(a == b ? 1 : 0, dot, 1e-6, "rows " + a + " and " + b);
            }
        }
    }

    @Test
    void parametersGoOutAndInInTheirOrder() {
        Network network = Network.input(3).gru(2).dense(2, Activation.LINEAR).build(1);
        float[] parameters = network.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i;
        }
        Network other = network.withParameters(parameters);
        assertArrayEquals(parameters, other.parameters());
        Gru gru = (Gru) other.layers().get(0);
        assertEquals(0, gru.kernel().values()[0]);
        assertEquals(18, gru.recurrentKernel().values()[0]);
        assertEquals(30, gru.bias().values()[0]);
        assertEquals(36, gru.recurrentBias().values()[0]);
        assertEquals(46, ((Dense) other.layers().get(1)).bias().values()[0]);
        assertFalse(network.layers().equals(other.layers()));
        assertRefuses("parameters: expected 48 values, but got 47", () -> network.withParameters(new float[47]));
    }

    @Test
    void weightsCannotBeChangedFromOutside() {
        float[] values = {1, 2};
        Weight weight = new Weight("kernel", 1, 2, values);
        values[0] = 9;
        weight.values()[1] = 9;
        assertArrayEquals(new float[] {1, 2}, weight.values());
    }

    @Test
    void errorsNameTheLayerAndTheShapes() {
        Gru first = (Gru) Network.input(3).gru(2).build(1).layers().get(0);
        Gru second = (Gru) Network.input(5).gru(2).build(1).layers().get(0);
        assertRefuses(
                "layer 2 (gru): expected input of shape (timesteps, 5), but got (2) from layer 1 (gru)",
                () -> Network.of(Shape.sequence(3), List.of(first, second)));
        assertRefuses(
                "layer 2 (gru): expected input of shape (timesteps, 5), but got (timesteps, 2) from layer 1 (gru)",
                () -> Network.of(Shape.sequence(3), List.of(first.withReturnSequences(true), second)));
        assertRefuses(
                "layer 1 (gru): expected input of shape (timesteps, 3), but got (20, 4) from the input",
                () -> Network.of(Shape.sequence(20, 4), List.of(first)));
        assertRefuses(
                "layer 1 (gru): expected input of shape (timesteps, 7), but got (7) from the input",
                () -> Network.input(Shape.vector(7)).gru(2).build(1));
        assertRefuses(
                "layer 1 (flatten): expected sequences of one length, but got (timesteps, 7)",
                () -> Network.input(7).flatten().build(1));
        assertRefuses(
                "units: expected at least 1, but got 0", () -> Network.input(7).gru(0));
        assertRefuses("features: expected at least 1, but got 0", () -> Network.input(0));
        assertRefuses("timesteps: expected at least 1, but got 0", () -> Network.input(0, 1));
        assertRefuses(
                "layers: expected at least one, but the list is empty", () -> Network.of(Shape.sequence(1), List.of()));
        assertThrows(
                IllegalStateException.class,
                () -> Network.input(1).dense(1, Activation.TANH).returnSequences());
    }

    @Test
    void layersRefuseWeightsThatDoNotBelongTogether() {
        Weight kernel = new Weight("kernel", 4, 3, new float[12]);
        Weight recurrent = new Weight("recurrent_kernel", 3, 3, new float[9]);
        Weight bias = new Weight("bias", 1, 3, new float[3]);
        assertRefuses(
                "simple_rnn: expected the weight recurrent_kernel of 3 × 3, but got kernel of 3 × 3",
                () -> new SimpleRnn(kernel, new Weight("kernel", 3, 3, new float[9]), bias, Activation.TANH, true));
        assertRefuses(
                "lstm: expected the weight kernel of 4 × 12, but got kernel of 4 × 3",
                () -> new Lstm(kernel, recurrent, bias, true));
        assertRefuses(
                "dense: expected the weight bias of 1 × 3, but got bias of 1 × 2",
                () -> new Dense(kernel, new Weight("bias", 1, 2, new float[2]), Activation.TANH));
        assertRefuses(
                "kernel: expected finite values, but got NaN in row 1, column 0",
                () -> new Weight("kernel", 2, 2, new float[] {1, 2, Float.NaN, 3}));
        assertRefuses("kernel: expected 2 × 2 values, but got 3", () -> new Weight("kernel", 2, 2, new float[3]));
    }

    @Test
    void predictionsRefuseInputsOfAnotherSize() {
        Network fixed = Network.input(4, 3).gru(2).build(1);
        assertRefuses(
                "inputs: expected 2 times the shape (4, 3), but got 23 values",
                () -> Inference.predict(fixed, new float[23], 2));
        assertRefuses(
                "inputs: expected 2 times the shape (4, 3), but got 48 values",
                () -> Inference.predict(fixed, new float[48], 2));
        assertRefuses("batch: expected at least 1, but got 0", () -> Inference.predict(fixed, new float[0], 0));
        Network open = Network.input(3).gru(2).build(1);
        assertEquals(2, Inference.predict(open, new float[27], 1).length);
        assertRefuses(
                "inputs: expected 1 times the shape (timesteps, 3), but got 0 values",
                () -> Inference.predict(open, new float[0], 1));
        assertRefuses(
                "states: expected at least 4 values, but got 3",
                () -> Inference.predict(open, new float[6], 2, new float[3]));
    }

    private static void assertRefuses(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
