package io.undercurrent.exchange.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.ReferenceNumbers;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.exchange.onnx.file.OnnxReader;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.step.Inference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs as PyTorch and tf2onnx write them; {@code make_fixtures.py} beside them made them. */
class OnnxImportTest {

    private static final int UNITS = 2;
    private static final int FEATURES = 1;

    static ImportedNetwork read(String name) throws IOException {
        return OnnxImport.of(OnnxReader.read(bytes(name), Path.of("")));
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream file = OnnxImportTest.class.getResourceAsStream(name + ".onnx")) {
            return file.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch-lstm-stacked",
                "torch-lstm-dynamo",
                "torch-gru",
                "torch-rnn-relu",
                "torch-final-state",
                "torch-gru-sequence",
                "torch-stateful",
                "tf2onnx-lstm",
                "tf2onnx-gru",
                "tf2onnx-flatten"
            })
    void givesTheNumbersOfTheLibraryItComesFrom(String name) throws IOException {
        ReferenceNumbers.of(OnnxImportTest.class, name).requireFrom(read(name).network());
    }

    @Test
    void statesThatAreInputsAreCarried() throws IOException {
        ImportedNetwork stateful = read("torch-stateful");
        assertEquals(
                List.of("the initial states [c, h] are carried from day to day and begin with 0"), stateful.notes());
        assertEquals(Shape.sequence(3), stateful.network().inputShape());
        assertEquals(4 * 4, stateful.network().stateSize());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "torch-bidirectional | reads the sequence in both directions",
                "tf2onnx-gru-reset-before | exporters write one for a recurrent layer that they do not recognise",
                "tf2onnx-simple-rnn | exporters write one for a recurrent layer that they do not recognise"
            })
    void namesWhatCannotBeHeld(String name, String reason) {
        ImportException refused = assertThrows(ImportException.class, () -> read(name));
        assertEquals(1, refused.refusals().size(), refused.getMessage());
        assertTrue(refused.refusals().get(0).reason().contains(reason), refused.getMessage());
    }

    /** One recurrent node, with what a test wants to have otherwise. */
    private static OnnxModel node(
            String operator, Map<String, Attribute> attributes, Map<Integer, TensorValue> inputs, String... outputs) {
        GateBlocks blocks = GateBlocks.of(operator);
        long width = (long) blocks.count() * UNITS;
        GraphBuilder graph = new GraphBuilder();
        graph.input("x", Axis.of(3), NetworkGraph.BATCH, Axis.of(FEATURES));
        List<String> from = new ArrayList<>(List.of(
                "x",
                graph.constant("w", inputs.getOrDefault(1, TensorValue.of(ramp(width * FEATURES), 1, width, FEATURES))),
                graph.constant("r", TensorValue.of(ramp(width * UNITS), 1, width, UNITS))));
        for (int i = 3; i < 8; i++) {
            from.add(inputs.containsKey(i) ? graph.constant("input_" + i, inputs.get(i)) : "");
        }
        graph.nodes("node", operator, attributes, from, List.of(outputs));
        graph.output("out", "last", Axis.of(1), NetworkGraph.BATCH, Axis.of(UNITS));
        return new OnnxModel("", 14, graph.build("test"));
    }

    private static float[] ramp(long size) {
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 7 - 3) * 0.25f;
        }
        return values;
    }

    private static void assertRefused(String reason, OnnxModel model) {
        ImportException refused = assertThrows(ImportException.class, () -> OnnxImport.of(model));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertTrue(refused.getMessage().contains("node 'node' ("), refused.getMessage());
    }

    @Test
    void whatANodeAsksForAndNoLayerDoesIsRefused() {
        Map<Integer, TensorValue> none = Map.of();
        assertRefused(
                "from its end (direction reverse)",
                node(
                        "RNN",
                        Map.of("direction", new Attribute(0, 0, "reverse", null, List.of(), List.of(), List.of())),
                        none,
                        "",
                        "last"));
        assertRefused("(clip 0.5)", node("LSTM", Map.of("clip", Attribute.ofNumber(0.5f)), none, "", "last"));
        assertRefused("(input_forget)", node("LSTM", Map.of("input_forget", Attribute.of(1)), none, "", "last"));
        assertRefused(
                "peepholes",
                node("LSTM", Map.of(), Map.of(7, TensorValue.of(ramp(3 * UNITS), 1, 3 * UNITS)), "", "last"));
        assertRefused(
                "initial_h: expected zeros",
                node("RNN", Map.of(), Map.of(5, TensorValue.of(ramp(UNITS), 1, 1, UNITS)), "", "last"));
        assertRefused(
                "Elu is none of",
                node("RNN", Map.of("activations", Attribute.ofTexts(List.of("Elu"))), none, "", "last"));
        assertRefused("sequence_lens [3, 2]", node("RNN", Map.of(), Map.of(4, lengths(3, 2)), "", "last"));
        assertRefused(
                "expected W of (1, 2, features)",
                node("RNN", Map.of(), Map.of(1, TensorValue.of(ramp(3), 1, 3, 1)), "", "last"));
    }

    private static TensorValue lengths(long... lengths) {
        return TensorValue.of(lengths);
    }

    /** The slope of a hard sigmoid is 0.2 unless alpha says 1/6: at 1 they give 0.7 and 0.667. */
    @Test
    void theSlopeOfAHardSigmoidIsTheNodes() throws IOException {
        Map<String, Attribute> functions = new LinkedHashMap<>();
        functions.put("activations", Attribute.ofTexts(List.of("HardSigmoid")));
        assertEquals(0.7f, hardSigmoidOfOne(functions), 1e-6f);
        functions.put("activation_alpha", Attribute.ofNumbers(List.of(1 / 6f)));
        assertEquals(0.6666667f, hardSigmoidOfOne(functions), 1e-6f);
        functions.put("activation_alpha", Attribute.ofNumbers(List.of(0.3f)));
        assertRefused("hard sigmoid of 0.3·x", node("RNN", functions, Map.of(), "", "last"));
    }

    private static float hardSigmoidOfOne(Map<String, Attribute> functions) throws IOException {
        float[] biases = new float[2 * UNITS];
        biases[0] = 0.75f;
        biases[UNITS] = 0.25f;
        OnnxModel model = node("RNN", functions, Map.of(3, TensorValue.of(biases, 1, 2 * UNITS)), "", "last");
        return Inference.predict(OnnxImport.of(model).network().withParameters(onlyBias(1)), new float[3], 1)[0];
    }

    /** Kernels of zero. */
    private static float[] onlyBias(float value) {
        float[] parameters = new float[UNITS * FEATURES + UNITS * UNITS + UNITS];
        parameters[UNITS * FEATURES + UNITS * UNITS] = value;
        return parameters;
    }
}
