package io.undercurrent.exchange.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.exchange.onnx.file.OnnxReader;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.nn.step.Inference.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recurrent node tests of the ONNX project, {@code test_rnn_*}, {@code test_gru_*}, {@code test_lstm_*} and {@code
 * test_simple_rnn_*}: each gives its outputs or is refused. They are not kept here: {@code -Donnx.node.tests=FOLDER} names a folder
 * that has one for each test, with {@code model.onnx} and the tensors {@code input_N.pb} and {@code output_N.pb}.
 */
@EnabledIfSystemProperty(named = "onnx.node.tests", matches = ".+")
class OnnxNodeTest {

    /** What a test may ask for that no layer has. */
    private static final List<String> REASONS =
            List.of("in both directions", "from its end", "peepholes", "sequence_lens", "clip");

    static List<Path> tests() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("onnx.node.tests")))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void givesItsOutputsOrIsRefused(Path test) throws IOException {
        OnnxModel model = OnnxReader.read(Files.readAllBytes(test.resolve("model.onnx")), test);
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (int i = 0; i < model.graph().inputs().size(); i++) {
            inputs.put(
                    model.graph().inputs().get(i).name(),
                    OnnxReader.readTensor(Files.readAllBytes(test.resolve("input_" + i + ".pb"))));
        }
        TensorValue x = inputs.remove(model.graph().inputs().get(0).name());
        Network network;
        try {
            network = OnnxImport.of(withConstants(model, inputs)).network();
        } catch (ImportException refused) {
            assertTrue(REASONS.stream().anyMatch(refused.getMessage()::contains), refused.getMessage());
            System.out.println(
                    test.getFileName() + ": " + refused.refusals().get(0).reason());
            return;
        }
        boolean batchFirst = model.graph().nodes().get(0).attributes().containsKey("layout");
        check(test, model, network, x, batchFirst);
    }

    /** The tests hand weights in as inputs. */
    private static OnnxModel withConstants(OnnxModel model, Map<String, TensorValue> constants) {
        Map<String, TensorValue> all = new LinkedHashMap<>(model.graph().initializers());
        all.putAll(constants);
        return new OnnxModel(
                model.producer(),
                model.opset(),
                new OnnxModel.Graph(
                        "test",
                        model.graph().nodes(),
                        all,
                        model.graph().inputs(),
                        model.graph().outputs()));
    }

    private static void check(Path test, OnnxModel model, Network network, TensorValue x, boolean batchFirst)
            throws IOException {
        int batch = (int) x.shape()[batchFirst ? 0 : 1];
        int timesteps = (int) x.shape()[batchFirst ? 1 : 0];
        float[] inputs = batchFirst ? x.floats() : OnnxRunner.swapped(x.floats(), timesteps, batch);
        Prediction prediction = Inference.predict(network, inputs, batch, new float[batch * network.stateSize()]);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < model.graph().outputs().size(); i++) {
            String name = model.graph().outputs().get(i).name();
            float[] expected = OnnxReader.readTensor(Files.readAllBytes(test.resolve("output_" + i + ".pb")))
                    .floats();
            int units = expected.length / batch;
            float[] actual = name.equals("Y")
                    ? batchFirst ? prediction.outputs() : OnnxRunner.swapped(prediction.outputs(), batch, timesteps)
                    : hidden(prediction.finalStates(), batch, units);
            assertEquals(expected.length, actual.length, name);
            for (int j = 0; j < expected.length; j++) {
                assertEquals(expected[j], actual[j], 1e-5f, name + ", value " + j);
            }
            names.add(name);
        }
        System.out.println(test.getFileName() + ": " + names + " within 1e-5");
    }

    /** h alone, which comes first in the state. */
    private static float[] hidden(float[] states, int batch, int units) {
        float[] hidden = new float[batch * units];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(states, row * states.length / batch, hidden, row * units, units);
        }
        return hidden;
    }
}
