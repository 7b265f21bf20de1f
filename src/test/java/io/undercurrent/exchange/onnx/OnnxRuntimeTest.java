package io.undercurrent.exchange.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.step.Inference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of all forms that are supported, imported and run with ONNX Runtime: both give the same numbers. */
class OnnxRuntimeTest {

    private static final int BATCH = 2;
    private static final int STEPS = 5;
    private static final int FEATURES = 3;
    private static final int UNITS = 4;
    private static final float SIXTH = 1 / 6f;

    private final Random random = new Random(23);
    private final GraphBuilder graph = new GraphBuilder();

    private float[] uniform(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 1.6f * random.nextFloat() - 0.8f;
        }
        return values;
    }

    private String constant(String name, long... shape) {
        int size = 1;
        for (long axis : shape) {
            size *= (int) axis;
        }
        return graph.constant(name, TensorValue.of(uniform(size), shape));
    }

    /** A recurrent node with weights of its own; states and lengths may be names of values or empty. */
    private void recurrent(
            String name,
            String operator,
            String x,
            int features,
            Map<String, Attribute> attributes,
            boolean biased,
            List<String> more) {
        int width = GateBlocks.of(operator).count() * UNITS;
        List<String> from = new ArrayList<>(List.of(
                x,
                constant(name + "_w", 1, width, features),
                constant(name + "_r", 1, width, UNITS),
                biased ? constant(name + "_b", 1, 2 * width) : ""));
        from.addAll(more);
        Map<String, Attribute> all = new LinkedHashMap<>(attributes);
        all.put("hidden_size", Attribute.of(UNITS));
        graph.nodes(name, operator, all, from, List.of(name + "_y", name + "_h"));
    }

    private OnnxModel model(String y, Axis... shape) {
        graph.output("y", y, shape);
        return new OnnxModel("", 17, graph.build("test"));
    }

    /** Runs a graph whose input is called x, (timesteps, batch, features), both ways. */
    private void requireSame(OnnxModel model, long... shape) throws OrtException, ImportException {
        Network network = OnnxImport.of(model).network();
        float[] x = uniform(BATCH * STEPS * FEATURES);
        float[] expected = OnnxRunner.run(OnnxExport.write(model.graph()), Map.of("x", x), Map.of("x", shape))
                .get("y");
        float[] batchFirst = shape[0] == BATCH ? x : OnnxRunner.swapped(x, STEPS, BATCH);
        assertArrayEquals(expected, Inference.predict(network, batchFirst, BATCH), 1e-6f);
    }

    private String input() {
        return graph.input("x", Axis.of(STEPS), NetworkGraph.BATCH, Axis.of(FEATURES));
    }

    @ParameterizedTest
    @CsvSource({
        "RNN, 0, Tanh, 0, true",
        "RNN, 0, Relu, 0, false",
        "RNN, 0, HardSigmoid, 0.2, true",
        "GRU, 0, Sigmoid Tanh, 0, true",
        "GRU, 1, Sigmoid Tanh, 0, true",
        "GRU, 0, HardSigmoid Tanh, 0.2, true",
        "GRU, 1, HardSigmoid Relu, 0.1666667, true",
        "GRU, 0, Sigmoid Tanh, 0, false",
        "GRU, 1, Sigmoid Tanh, 0, false",
        "LSTM, 0, Sigmoid Tanh Tanh, 0, true",
        "LSTM, 0, HardSigmoid Tanh Tanh, 0.2, true",
        "LSTM, 0, HardSigmoid Relu Relu, 0.1666667, false"
    })
    void recurrentNodes(String operator, int linearBeforeReset, String functions, float slope, boolean biased)
            throws OrtException, ImportException {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("activations", Attribute.ofTexts(List.of(functions.split(" "))));
        if (operator.equals("GRU")) {
            attributes.put("linear_before_reset", Attribute.of(linearBeforeReset));
        }
        if (slope != 0) {
            attributes.put("activation_alpha", Attribute.ofNumbers(List.of(slope == 0.2f ? slope : SIXTH)));
            attributes.put("activation_beta", Attribute.ofNumbers(List.of(0.5f)));
        }
        recurrent("below", operator, input(), FEATURES, attributes, biased, List.of());
        String sequence = graph.squeezed("sequence", "below_y", 1);
        recurrent("above", operator, sequence, UNITS, attributes, biased, List.of());
        requireSame(
                model(graph.squeezed("last", "above_h", 0), NetworkGraph.BATCH, Axis.of(UNITS)),
                STEPS,
                BATCH,
                FEATURES);
    }

    /** Lengths that are all the whole sequence's, and initial states of zero, say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"RNN", "GRU", "LSTM"})
    void lengthsOfTheWholeSequence(String operator) throws OrtException, ImportException {
        String whole = graph.constant("whole", TensorValue.of(STEPS, STEPS));
        String lengths = graph.node("lengths", "Cast", Map.of("to", Attribute.of(OnnxModel.INT32)), whole);
        String zeros = graph.constant("zeros", TensorValue.of(new float[BATCH * UNITS], 1, BATCH, UNITS));
        graph.input("x", Axis.of(STEPS), Axis.of(BATCH), Axis.of(FEATURES));
        recurrent("node", operator, "x", FEATURES, Map.of(), true, List.of(lengths, zeros));
        requireSame(model(graph.squeezed("last", "node_h", 0), Axis.of(BATCH), Axis.of(UNITS)), STEPS, BATCH, FEATURES);
    }

    /** A state that the caller hands in is the state that the network goes on from. */
    @ParameterizedTest
    @ValueSource(strings = {"RNN", "GRU", "LSTM"})
    void initialStatesAsInputs(String operator) throws OrtException, ImportException {
        input();
        List<String> states = operator.equals("LSTM") ? List.of("h", "c") : List.of("h");
        List<String> more = new ArrayList<>(List.of(""));
        states.forEach(state -> more.add(graph.input(state, Axis.of(1), NetworkGraph.BATCH, Axis.of(UNITS))));
        recurrent("node", operator, "x", FEATURES, Map.of(), true, more);
        OnnxModel model = model(graph.squeezed("last", "node_h", 0), NetworkGraph.BATCH, Axis.of(UNITS));
        Network network = OnnxImport.of(model).network();
        Map<String, float[]> inputs = new HashMap<>(Map.of("x", uniform(STEPS * BATCH * FEATURES)));
        Map<String, long[]> shapes = new HashMap<>(Map.of("x", new long[] {STEPS, BATCH, FEATURES}));
        float[] initial = new float[BATCH * network.stateSize()];
        for (int i = 0; i < states.size(); i++) {
            float[] state = uniform(BATCH * UNITS);
            inputs.put(states.get(i), state);
            shapes.put(states.get(i), new long[] {1, BATCH, UNITS});
            for (int row = 0; row < BATCH; row++) {
                System.arraycopy(state, row * UNITS, initial, row * network.stateSize() + i * UNITS, UNITS);
            }
        }
        float[] expected =
                OnnxRunner.run(OnnxExport.write(model.graph()), inputs, shapes).get("y");
        float[] x = OnnxRunner.swapped(inputs.get("x"), STEPS, BATCH);
        assertArrayEquals(
                expected, Inference.predict(network, x, BATCH, initial).outputs(), 1e-6f);
    }

    /** ONNX Runtime does not run the layout with the batch first, so the same weights run in the other one. */
    @ParameterizedTest
    @ValueSource(strings = {"RNN", "GRU", "LSTM"})
    void batchFirst(String operator) throws OrtException, ImportException {
        input();
        recurrent("node", operator, "x", FEATURES, Map.of(), true, List.of());
        OnnxModel timeFirst = model(graph.squeezed("last", "node_h", 0), NetworkGraph.BATCH, Axis.of(UNITS));
        GraphBuilder other = new GraphBuilder();
        other.input("x", NetworkGraph.BATCH, Axis.of(STEPS), Axis.of(FEATURES));
        timeFirst.graph().initializers().forEach(other::constant);
        OnnxModel.Node node = timeFirst.graph().nodes().get(0);
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.put("layout", Attribute.of(1));
        other.nodes("node", operator, attributes, node.inputs(), node.outputs());
        other.output("y", other.squeezed("last", "node_h", 1), NetworkGraph.BATCH, Axis.of(UNITS));
        Network network =
                OnnxImport.of(new OnnxModel("", 17, other.build("test"))).network();
        float[] x = uniform(STEPS * BATCH * FEATURES);
        float[] expected = OnnxRunner.run(OnnxExport.write(timeFirst.graph()), Map.of("x", x), Map.of("x", new long[] {
                    STEPS, BATCH, FEATURES
                }))
                .get("y");
        assertArrayEquals(expected, Inference.predict(network, OnnxRunner.swapped(x, STEPS, BATCH), BATCH), 1e-6f);
    }

    /** Of the states of all layers, which PyTorch gives as one value, networks go on with one: h[-1], h[-1:] or h[0]. */
    @ParameterizedTest
    @CsvSource({"last, 2", "slice, 2", "first, 1"})
    void oneOfTheStatesOfAllLayers(String form, int layers) throws OrtException, ImportException {
        recurrent("below", "LSTM", input(), FEATURES, Map.of(), true, List.of());
        recurrent("above", "LSTM", graph.squeezed("sequence", "below_y", 1), UNITS, Map.of(), true, List.of());
        Map<String, Attribute> first = Map.of("axis", Attribute.of(0));
        String all = graph.node("all", "Concat", first, "below_h", "above_h");
        String state;
        if (form.equals("slice")) {
            String from = graph.constant("from", TensorValue.of(-1));
            String to = graph.constant("to", TensorValue.of(Long.MAX_VALUE));
            String axis = graph.constant("axis", TensorValue.of(0));
            state = graph.squeezed("state", graph.node("some", "Slice", all, from, to, axis), 0);
        } else {
            long index = form.equals("last") ? -1 : 0;
            String at = graph.constant(
                    "at", new TensorValue(new long[0], OnnxModel.INT64, new float[0], new long[] {index}));
            state = graph.node("state", "Gather", first, all, at);
        }
        String dense =
                graph.node("dense", "Gemm", state, constant("dense_kernel", UNITS, 2), constant("dense_bias", 2));
        OnnxModel model = model(dense, NetworkGraph.BATCH, Axis.of(2));
        assertEquals(layers + 1, OnnxImport.of(model).network().layers().size());
        requireSame(model, STEPS, BATCH, FEATURES);
    }

    /** As PyTorch 2.10 writes an LSTM: the gates are cut out of a constant and put in another order. */
    @Test
    void weightsThatAreCutAndJoined() throws OrtException, ImportException {
        input();
        String axis = graph.constant("axis", TensorValue.of(0));
        List<String> bounds = new ArrayList<>();
        for (int gate = 0; gate <= 4; gate++) {
            bounds.add(graph.constant("bound_" + gate, TensorValue.of((long) gate * UNITS)));
        }
        List<String> weights = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            String whole = constant("whole_" + part, 4 * UNITS, part == 0 ? FEATURES : UNITS);
            List<String> gates = new ArrayList<>();
            for (int gate : new int[] {0, 3, 1, 2}) {
                gates.add(graph.node(
                        "gate_" + part + gate, "Slice", whole, bounds.get(gate), bounds.get(gate + 1), axis));
            }
            String joined = graph.node(
                    "joined_" + part, "Concat", Map.of("axis", Attribute.of(0)), gates.toArray(String[]::new));
            weights.add(graph.unsqueezed("weight_" + part, joined, 0));
        }
        graph.nodes(
                "node",
                "LSTM",
                Map.of("hidden_size", Attribute.of(UNITS)),
                List.of("x", weights.get(0), weights.get(1)),
                List.of("", "node_h"));
        String one = graph.node("one", "MatMul", graph.squeezed("last", "node_h", 0), constant("kernel", UNITS, 1));
        // The axis of one value for each member of the batch may go.
        requireSame(model(graph.squeezed("value", one, -1), NetworkGraph.BATCH), STEPS, BATCH, FEATURES);
    }

    /** As PyTorch writes a BatchNorm1d after the last timestep. */
    @Test
    void batchNormalization() throws OrtException, ImportException {
        recurrent("node", "GRU", input(), FEATURES, Map.of(), true, List.of());
        String variance = graph.constant("variance", TensorValue.of(new float[] {0.5f, 1, 2, 0.1f}, UNITS));
        String normal = graph.node(
                "normal",
                "BatchNormalization",
                Map.of("epsilon", Attribute.ofNumber(1e-3f)),
                graph.squeezed("last", "node_h", 0),
                constant("scale", UNITS),
                constant("offset", UNITS),
                constant("mean", UNITS),
                variance);
        requireSame(model(normal, NetworkGraph.BATCH, Axis.of(UNITS)), STEPS, BATCH, FEATURES);
    }

    /** Also those that stand after another one. */
    @Test
    void everyNodeThatCannotBeHeldIsNamed() {
        String wave = graph.node("wave", "Sin", input());
        Attribute backwards = new Attribute(0, 0, "reverse", null, List.of(), List.of(), List.of());
        recurrent("node", "GRU", wave, FEATURES, Map.of("direction", backwards), true, List.of());
        graph.nodes(
                "loop", "Loop", Map.of(), List.of(graph.node("steps", "Size", "node_y"), "", "node_h"), List.of("l"));
        graph.nodes("dead", "Cos", Map.of(), List.of("x"), List.of("unused"));
        OnnxModel model = model(graph.node("norm", "LayerNormalization", "l"), NetworkGraph.BATCH, Axis.of(UNITS));
        ImportException refused = assertThrows(ImportException.class, () -> OnnxImport.of(model));
        List<String> parts = refused.refusals().stream().map(Refusal::part).toList();
        assertEquals(
                List.of(
                        "node 'wave' (Sin)",
                        "node 'node' (GRU)",
                        "node 'steps' (Size)",
                        "node 'loop' (Loop)",
                        "node 'norm' (LayerNormalization)"),
                parts);
        assertTrue(refused.getMessage().contains("from its end (direction reverse)"), refused.getMessage());
    }

    /** No output is left out, also not one without an input. */
    @Test
    void everyOutputMustBeHeld() {
        recurrent("node", "GRU", input(), FEATURES, Map.of(), true, List.of());
        graph.output("other", graph.node("wave", "Sin", constant("angle", 1)), Axis.of(1));
        OnnxModel model = model(graph.squeezed("last", "node_h", 0), NetworkGraph.BATCH, Axis.of(UNITS));
        ImportException refused = assertThrows(ImportException.class, () -> OnnxImport.of(model));
        assertEquals(
                List.of("node 'wave' (Sin)"),
                refused.refusals().stream().map(Refusal::part).toList());
    }

    /** Nothing is approximated silently: half the bits of a float are fewer digits. */
    @Test
    void roundingIsRefused() {
        Map<String, Attribute> halves = Map.of("to", Attribute.of(10));
        recurrent("node", "GRU", graph.node("halves", "Cast", halves, input()), FEATURES, Map.of(), true, List.of());
        OnnxModel model = model(graph.squeezed("last", "node_h", 0), NetworkGraph.BATCH, Axis.of(UNITS));
        String told =
                assertThrows(ImportException.class, () -> OnnxImport.of(model)).getMessage();
        assertTrue(told.contains("node 'halves' (Cast): turns floats into elements of the type number 10"), told);
    }

    /** A small file whose nodes share a constant could make a network of any size. */
    @Test
    void nodesMayNotMultiplyAConstant() {
        int width = 64;
        String value = graph.input("x", NetworkGraph.BATCH, Axis.of(width));
        String kernel = constant("kernel", width, width);
        for (int layer = 0; layer < 1000; layer++) {
            value = graph.node("dense_" + layer, "MatMul", value, kernel);
        }
        OnnxModel layers = model(value, NetworkGraph.BATCH, Axis.of(width));
        String told =
                assertThrows(ImportException.class, () -> OnnxImport.of(layers)).getMessage();
        assertTrue(told.contains("more than 8 times as many values"), told);
        GraphBuilder doubling = new GraphBuilder();
        doubling.input("x", NetworkGraph.BATCH, Axis.of(1));
        String twice = doubling.constant("c0", TensorValue.of(new float[1], 1));
        for (int i = 1; i < 40; i++) {
            twice = doubling.node("c" + i, "Concat", Map.of("axis", Attribute.of(0)), twice, twice);
        }
        doubling.output("y", doubling.node("sum", "Add", "x", twice), NetworkGraph.BATCH, Axis.of(1));
        OnnxModel constants = new OnnxModel("", 17, doubling.build("test"));
        told = assertThrows(ImportException.class, () -> OnnxImport.of(constants))
                .getMessage();
        assertTrue(told.contains("more than 8 times as many values"), told);
    }
}
