package io.undercurrent.exchange.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.undercurrent.exchange.onnx.OnnxExport.Form;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxReader;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.QuantileHead;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime gives the numbers of the network that was exported. */
class OnnxExportTest {

    private static final int BATCH = 3;
    private static final int STEPS = 7;
    private static final int FEATURES = 5;
    private static final long SEED = 23;

    static Stream<Network> networks() {
        return Stream.of(
                withBiases(Network.input(FEATURES)
                        .simpleRnn(4)
                        .simpleRnn(6)
                        .dense(2, Activation.LINEAR)
                        .build(1)),
                withBiases(Network.input(FEATURES)
                        .gru(6)
                        .gru(4)
                        .dense(2, Activation.SOFTMAX)
                        .build(2)),
                withBiases(Network.input(STEPS, FEATURES)
                        .lstm(4)
                        .lstm(3)
                        .dense(2, Activation.RELU)
                        .build(3)),
                withBiases(Network.input(FEATURES)
                        .lstm(4)
                        .gru(3)
                        .simpleRnn(2, Activation.SIGMOID)
                        .returnSequences()
                        .build(4)),
                unusual());
    }

    /** Every activation and the layers that only imports bring. */
    private static Network unusual() {
        Network usual = withBiases(Network.input(FEATURES)
                .gru(4)
                .lstm(3)
                .dense(2, Activation.HARD_SIGMOID)
                .build(5));
        Gru gru = (Gru) usual.layers().get(0);
        Lstm lstm = (Lstm) usual.layers().get(1);
        List<Layer> layers = List.of(
                Scaling.of(FEATURES, new float[] {0.5f, 1, 2, 3, 4}, new float[] {0.1f}, new float[] {-0.25f}),
                new Gru(
                        gru.kernel(),
                        gru.recurrentKernel(),
                        gru.bias(),
                        gru.recurrentBias(),
                        new GateFunctions(Activation.HARD_SIGMOID_OF_KERAS_2, Activation.RELU),
                        true),
                new ResetBeforeGru(
                        new Weight(Weight.KERNEL, 4, 12, gru.recurrentKernel().values()),
                        gru.recurrentKernel(),
                        gru.bias(),
                        GateFunctions.USUAL,
                        true),
                new Lstm(
                        lstm.kernel(),
                        lstm.recurrentKernel(),
                        lstm.bias(),
                        new GateFunctions(Activation.HARD_SIGMOID, Activation.TANH),
                        false),
                new ActivationLayer(Activation.SIGMOID, 3),
                usual.layers().get(2));
        return Network.of(Shape.sequence(FEATURES), layers);
    }

    private static Network withBiases(Network network) {
        Random random = new Random(SEED);
        float[] parameters = network.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3f * (float) random.nextGaussian();
        }
        return network.withParameters(parameters);
    }

    private static float[] normal(int size) {
        Random random = new Random(SEED + size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aWindowAtOnce(Network network) throws OrtException, IOException {
        float[] x = normal(BATCH * STEPS * FEATURES);
        float[] expected = Inference.predict(network, x, BATCH);
        byte[] file = OnnxExport.of(network, Form.WINDOW);
        Map<String, float[]> outputs =
                OnnxRunner.run(file, Map.of("x", x), Map.of("x", new long[] {BATCH, STEPS, FEATURES}));
        assertArrayEquals(expected, outputs.get("y"), 1e-5f);
        Network back = OnnxImport.of(OnnxReader.read(file, Path.of(""))).network();
        assertEquals(network.inputShape(), back.inputShape());
        assertArrayEquals(expected, Inference.predict(back, x, BATCH), 1e-6f);
    }

    /** The states that come out of one step go into the next: as many steps give what the window gives. */
    @ParameterizedTest
    @MethodSource("networks")
    void stepByStepWithTheState(Network network) throws OrtException, IOException {
        float[] x = normal(BATCH * STEPS * FEATURES);
        float[] expected = Inference.predict(network, x, BATCH);
        byte[] file = OnnxExport.of(network, Form.STEP);
        OnnxModel model = OnnxReader.read(file, Path.of(""));
        Map<String, float[]> inputs = new HashMap<>();
        Map<String, long[]> shapes = new HashMap<>();
        List<String> states = new ArrayList<>();
        for (OnnxModel.Value input : model.graph().inputs()) {
            int width = (int) input.shape().get(1).length();
            inputs.put(input.name(), new float[BATCH * width]);
            shapes.put(input.name(), new long[] {BATCH, width});
            states.add(input.name());
        }
        states.remove("x");
        assertEquals(
                network.stateSize(),
                states.stream()
                        .mapToInt(name -> inputs.get(name).length / BATCH)
                        .sum());
        int units = network.outputShape().features();
        boolean sequence = network.outputShape().sequence();
        for (int t = 0; t < STEPS; t++) {
            for (int row = 0; row < BATCH; row++) {
                System.arraycopy(x, (row * STEPS + t) * FEATURES, inputs.get("x"), row * FEATURES, FEATURES);
            }
            Map<String, float[]> outputs = OnnxRunner.run(file, inputs, shapes);
            states.forEach(name -> inputs.put(name, outputs.get(name + "_next")));
            for (int i = 0; i < BATCH * units; i++) {
                int at = sequence ? (i / units * STEPS + t) * units + i % units : i;
                if (sequence || t == STEPS - 1) {
                    assertEquals(expected[at], outputs.get("y")[i], 1e-5f, "step " + t + ", value " + i);
                }
            }
        }
        Network back = OnnxImport.of(model).network();
        assertEquals(Shape.sequence(FEATURES), back.inputShape());
    }

    /** Of a trained model the graph computes all networks: what the head adds to the baseline, for each lead. */
    @ParameterizedTest
    @EnumSource(ModelSpec.Cell.class)
    void allNetworksOfAModel(ModelSpec.Cell cell) throws OrtException {
        int horizon = 4;
        ModelSpec spec = new ModelSpec(
                new Columns(List.of("sales", "visits"), List.of("price")),
                List.of(false),
                56,
                horizon,
                List.of(0.1, 0.5, 0.9),
                cell,
                6,
                2,
                5);
        RecurrentModel model = RecurrentModel.untrained(spec, SEED);
        QuantileHead head = model.head();
        int daySize = model.trunk().inputShape().features();
        int leadSize = head.lead().inputShape().features();
        int outputs = 2 * 3;
        float[] days = normal(BATCH * STEPS * daySize);
        float[] leads = normal(BATCH * horizon * leadSize);
        float[] states = Inference.predict(model.trunk(), days, BATCH, new float[BATCH * model.stateSize()])
                .finalStates();
        float[] hidden = new float[BATCH * 6];
        for (int row = 0; row < BATCH; row++) {
            // The top layer's state stands last, and its h before its c.
            int h = (row + 1) * model.stateSize() - model.stateSize() / 2;
            System.arraycopy(states, h, hidden, row * 6, 6);
        }
        float[] met = Inference.predict(head.lead(), leads, BATCH * horizon);
        float[] context = Inference.predict(head.context(), hidden, BATCH);
        for (int i = 0; i < met.length; i++) {
            met[i] = (float) Math.tanh(met[i] + context[i / (5 * horizon) * 5 + i % 5]);
        }
        float[] expected = Inference.predict(head.correction(), met, BATCH * horizon);
        float[] readout = Inference.predict(head.readout(), hidden, BATCH);
        float[] skip = Inference.predict(head.skip(), leads, BATCH * horizon);
        for (int i = 0; i < expected.length; i++) {
            expected[i] += readout[i] + skip[i];
        }
        assertEquals(BATCH * horizon * outputs, expected.length);
        Map<String, float[]> window = OnnxRunner.run(
                ModelExport.of(model, Form.WINDOW),
                Map.of("x", days, "leads", leads),
                Map.of("x", new long[] {BATCH, STEPS, daySize}, "leads", new long[] {BATCH, horizon, leadSize}));
        assertArrayEquals(expected, window.get("y"), 1e-5f);
        assertArrayEquals(expected, steps(ModelExport.of(model, Form.STEP), days, daySize, leads, horizon), 1e-5f);
    }

    /** What a model in the form of one step says after the last day. */
    private static float[] steps(byte[] file, float[] days, int daySize, float[] leads, int horizon)
            throws OrtException {
        Map<String, float[]> inputs = new HashMap<>();
        Map<String, long[]> shapes = new HashMap<>();
        inputs.put("leads", leads);
        shapes.put("leads", new long[] {BATCH, horizon, leads.length / BATCH / horizon});
        List<String> states = new ArrayList<>();
        for (String name : inputNames(file)) {
            if (name.startsWith("trunk_")) {
                states.add(name);
                inputs.put(name, new float[BATCH * 6]);
                shapes.put(name, new long[] {BATCH, 6});
            }
        }
        float[] y = {};
        for (int t = 0; t < STEPS; t++) {
            float[] day = new float[BATCH * daySize];
            for (int row = 0; row < BATCH; row++) {
                System.arraycopy(days, (row * STEPS + t) * daySize, day, row * daySize, daySize);
            }
            inputs.put("x", day);
            shapes.put("x", new long[] {BATCH, daySize});
            Map<String, float[]> outputs = OnnxRunner.run(file, inputs, shapes);
            states.forEach(name -> inputs.put(name, outputs.get(name + "_next")));
            y = outputs.get("y");
        }
        return y;
    }

    private static List<String> inputNames(byte[] file) throws OrtException {
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
            return List.copyOf(session.getInputNames());
        }
    }

    @Test
    void aFlatWindowHasNoSteps() throws OrtException {
        Network network = withBiases(Network.input(STEPS, FEATURES)
                .flatten()
                .dense(4, Activation.TANH)
                .dense(2, Activation.LINEAR)
                .build(6));
        float[] x = normal(BATCH * STEPS * FEATURES);
        Map<String, float[]> outputs = OnnxRunner.run(
                OnnxExport.of(network, Form.WINDOW), Map.of("x", x), Map.of("x", new long[] {BATCH, STEPS, FEATURES}));
        assertArrayEquals(Inference.predict(network, x, BATCH), outputs.get("y"), 1e-5f);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> OnnxExport.of(network, Form.STEP));
        assertTrue(refused.getMessage().contains("expected window, but got step"), refused.getMessage());
    }
}
