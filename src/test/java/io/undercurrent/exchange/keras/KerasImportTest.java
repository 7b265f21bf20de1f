package io.undercurrent.exchange.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.ReferenceNumbers;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.Tensor;
import io.undercurrent.nn.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of Keras 3 and 2, and of the form of Keras 1. {@code make_fixtures.py} and {@code make_keras1_fixtures.py} beside them made
 * them.
 */
class KerasImportTest {

    static byte[] bytes(String name) throws IOException {
        try (InputStream file = KerasImportTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static ImportedNetwork read(String name) throws IOException {
        return KerasImport.of(bytes(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple-rnn.keras",
                "simple-rnn.h5",
                "gru.keras",
                "gru.h5",
                "gru-reset-before.keras",
                "lstm-hard.keras",
                "lstm-hard.h5",
                "lstm-relu.keras",
                "unbiased.keras",
                "flatten.keras",
                "functional.keras",
                "stateful.keras",
                "unbounded.keras",
                "each-day.keras",
                "keras2/simple-rnn.h5",
                "keras2/simple-rnn.keras",
                "keras2/gru.h5",
                "keras2/gru.keras",
                "keras2/gru-reset-before.h5",
                "keras2/lstm-hard.h5",
                "keras2/lstm-hard.keras",
                "keras2/lstm-relu.h5",
                "keras2/unbiased.h5",
                "keras2/flatten.h5",
                "keras2/functional.h5",
                "keras2/stateful.h5",
                "keras2/unbounded.h5",
                "keras2/each-day.h5",
                "keras1/lstm.h5",
                "keras1/gru.h5",
                "keras1/functional.h5"
            })
    void givesTheNumbersOfKeras(String name) throws IOException {
        ReferenceNumbers.of(KerasImportTest.class, name).requireFrom(read(name).network());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bidirectional | (Bidirectional): reads the sequence in both directions",
                "backwards | (SimpleRNN): reads the sequence from its end (go_backwards)",
                "backwards | (Dense): activation: expected linear, tanh, sigmoid, relu, softmax or hard_sigmoid, but got gelu",
                "branches | (Add): takes the output of [",
                "axes | (BatchNormalization): axis: expected that of the features, but got",
                "axes | (Softmax): axis: expected that of the features, but got",
                "axes | (Flatten): lays a window flat feature by feature (channels_first)"
            })
    void namesWhatCannotBeHeld(String name, String reason) {
        for (String file : List.of(name + ".keras", "keras2/" + name + ".h5")) {
            ImportException refused = assertThrows(ImportException.class, () -> read(file), file);
            assertTrue(refused.getMessage().contains(reason), file + ": " + refused.getMessage());
        }
    }

    /** Layers of a kind that is not known beside arguments that are not. */
    @Test
    void namesEveryLayerThatCannotBeHeld() {
        ImportException refused = assertThrows(ImportException.class, () -> read("backwards.keras"));
        assertEquals(2, refused.refusals().size(), refused.getMessage());
        String layers = Stream.of(
                        "\"Masking\",\"config\":{\"name\":\"a\"}",
                        "\"LSTM\",\"config\":{\"name\":\"b\",\"time_major\":true,\"return_state\":true,\"recurrent_activation\":\"softmax\"}",
                        "\"Dense\",\"config\":{\"name\":\"c\",\"activation\":\"selu\"}")
                .map(layer -> "{\"class_name\":" + layer + "}")
                .collect(Collectors.joining(",", "{\"class_name\":\"Sequential\",\"config\":[", "]}"));
        ImportException all = assertThrows(
                ImportException.class,
                () -> KerasModel.build(new JsonMapper().readTree(layers), "Keras 2.2.4", true, known -> {
                    throw new AssertionError("no weights are read of a network that is refused");
                }));
        assertEquals(
                List.of(
                        "a (Masking): leaves timesteps out that hold a mark, and a network here takes each",
                        "b (LSTM): takes timesteps before the batch (time_major)",
                        "b (LSTM): gives its state as an output (return_state)",
                        "b (LSTM): has a softmax for a gate",
                        "c (Dense): activation: expected linear, tanh, sigmoid, relu, softmax or hard_sigmoid, but got selu"),
                all.refusals().stream().map(Refusal::toString).toList());
    }

    /** An initial state that is an input of the model: no day of a series has one. */
    @Test
    void initialStatesAsInputsAreRefused() throws IOException {
        String model = """
                {"class_name": "Model", "config": {
                  "layers": [
                    {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 6, 3]}, "inbound_nodes": []},
                    {"class_name": "InputLayer", "name": "h", "config": {"batch_input_shape": [null, 4]}, "inbound_nodes": []},
                    {"class_name": "GRU", "name": "gru", "config": {"units": 4},
                     "inbound_nodes": [[["x", 0, 0, {}], ["h", 0, 0, {}]]]}],
                  "input_layers": [["x", 0, 0], ["h", 0, 0]],
                  "output_layers": [["gru", 0, 0]]}}
                """;
        ImportException refused = assertThrows(
                ImportException.class,
                () -> KerasModel.build(
                        new JsonMapper().readTree(model), "Keras 2.4.0", true, known -> layer -> List.of()));
        assertEquals(
                List.of(
                        "gru (GRU): takes the output of [x, h], and layers here stand on top of each other",
                        "input_layers: expected one, but got 2"),
                refused.refusals().stream().map(Refusal::toString).toList());
    }

    /** In training a dropout drops, and a batch normalization takes the mean of what comes in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dropout | [[['x', 0, 0, {'training': true}]]] | training=true",
                "BatchNormalization | [{'args': [T], 'kwargs': {'training': true, 'mask': null}}] | training=true",
                "GRU | [{'args': [T], 'kwargs': {'initial_state': {'class_name': '__numpy__'}}}] | initial_state=constants",
                "GRU | [[['x', 0, 0, {'initial_state': [[0.5, 0.5]]}]]] | initial_state=constants",
                "LSTM | [{'args': [T, null, true], 'kwargs': {'training': false}}] | argument=true"
            })
    void callsWithMoreThanAnInputAreRefused(String kind, String calls, String asked) throws IOException {
        String tensor = "{'class_name': '__keras_tensor__', 'config': {'keras_history': ['x', 0, 0]}}";
        String model = """
                {'class_name': 'Functional', 'config': {
                  'layers': [
                    {'class_name': 'InputLayer', 'name': 'x', 'config': {'batch_shape': [null, 6, 3]}, 'inbound_nodes': []},
                    {'class_name': '%s', 'name': 'odd', 'config': {'units': 2}, 'inbound_nodes': %s}],
                  'input_layers': [['x', 0, 0]], 'output_layers': [['odd', 0, 0]]}}
                """.formatted(kind, calls.replace("T", tensor)).replace('\'', '"');
        ImportException refused = assertThrows(
                ImportException.class,
                () -> KerasModel.build(
                        new JsonMapper().readTree(model), "Keras 3.0.0", false, known -> layer -> List.of()));
        assertEquals(
                List.of("odd (" + kind + "): is called with " + asked
                        + ", and a layer here takes nothing but its input"),
                refused.refusals().stream().map(Refusal::toString).toList());
    }

    /** Keras up to 2.2 wrote no layer for the input: the wrapper says its shape. */
    @ParameterizedTest
    @ValueSource(strings = {"'batch_input_shape': [null, 6, 3], ", ""})
    void aWrapperThatStandsFirstTakesASequence(String shape) throws IOException {
        String model = """
                {'class_name': 'Sequential', 'config': [
                  {'class_name': 'TimeDistributed', 'config': {'name': 'days', %s
                    'layer': {'class_name': 'Dense', 'config': {'name': 'dense', 'units': 2, 'activation': 'linear'}}}},
                  {'class_name': 'SimpleRNN', 'config': {'name': 'rnn', 'units': 1, 'activation': 'linear'}}]}
                """.formatted(shape).replace('\'', '"');
        StoredWeights weights = layer -> layer.name().equals("days")
                ? List.of(tensor(new long[] {3, 2}, 1, 2, 3, 4, 5, 6), tensor(new long[] {2}, 0, 1))
                : List.of(tensor(new long[] {2, 1}, 1, 1), tensor(new long[] {1, 1}, 1), tensor(new long[] {1}, 0));
        ImportedNetwork read =
                KerasModel.build(new JsonMapper().readTree(model), "Keras 2.2.4", true, known -> weights);
        assertEquals(
                shape.isEmpty() ? Shape.sequence(3) : Shape.sequence(6, 3),
                read.network().inputShape());
    }

    private static Tensor tensor(long[] shape, float... values) {
        return new Tensor(shape, values);
    }

    @Test
    void saysWhatAFileIsThatIsNoModel(@TempDir Path folder) throws IOException {
        Path pointer = Files.writeString(
                folder.resolve("model.keras"), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 81\n");
        String told = assertThrows(ImportException.class, () -> KerasImport.read(pointer))
                .getMessage();
        assertTrue(told.contains("run git lfs pull"), told);
        Path pickle = Files.write(folder.resolve("model.h5"), new byte[700]);
        told = assertThrows(ImportException.class, () -> KerasImport.read(pickle))
                .getMessage();
        assertEquals("expected a file of Keras, an archive or HDF5, but this is neither", told);
    }

    /** What h5py writes with a user block: the signature stands after it. */
    @Test
    void findsTheSignatureBehindAUserBlock() throws IOException {
        byte[] file = bytes("simple-rnn.h5");
        byte[] behind = new byte[file.length + 1024];
        System.arraycopy(file, 0, behind, 1024, file.length);
        assertTrue(HdfContainer.begins(behind));
        System.arraycopy(file, 0, behind, 1000, file.length);
        assertFalse(HdfContainer.begins(behind));
    }

    @Test
    void saysWhatHasNoEffectAndWhatWroteTheFile() throws IOException {
        ImportedNetwork gru = read("keras2/gru.h5");
        assertEquals("Keras 2.21.0, Sequential", gru.source());
        assertTrue(
                gru.notes().get(0).endsWith("(Dropout) does nothing once training is over"),
                gru.notes().toString());
        assertEquals(Shape.sequence(6, 3), gru.network().inputShape());
        assertEquals("Keras 3.15.1, Functional", read("functional.keras").source());
        assertEquals("Keras 1.2.2, Sequential", read("keras1/lstm.h5").source());
        for (String stateful : List.of("stateful.keras", "keras2/stateful.h5")) {
            String note = read(stateful).notes().get(0);
            assertTrue(note.endsWith("(LSTM) is stateful: with --stateful its state is carried from day to day"), note);
        }
    }

    /** As Keras prints them. */
    @Test
    void countsParametersAsKerasDoes() throws IOException {
        assertEquals(
                3 * 4 + 4 * 4 + 4 + 4 * 2 + 2,
                read("simple-rnn.keras").network().parameterCount());
        // Each gate of a GRU has two biases.
        assertEquals(
                3 * (3 * 4 + 4 * 4 + 2 * 4) + 3 * (4 * 3 + 3 * 3 + 2 * 3) + 3 * 2 + 2,
                read("gru.h5").network().parameterCount());
    }
}
