package io.undercurrent.exchange.tfjs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.ReferenceNumbers;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.cell.Activation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as TensorFlow.js writes them; {@code make_fixtures.mjs} beside them made them. */
class TfjsImportTest {

    static Path model(String name) {
        try {
            return Path.of(
                    TfjsImportTest.class.getResource(name + "/model.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple-rnn", "lstm-defaults", "gru-defaults", "functional"})
    void givesTheNumbersOfTensorFlowJs(String name) throws IOException {
        ReferenceNumbers.of(TfjsImportTest.class, name)
                .requireFrom(TfjsImport.read(model(name)).network());
    }

    @Test
    void theUsualRecurrentActivationIsTheHardOneOfKeras2() throws IOException {
        ImportedNetwork imported = TfjsImport.read(model("lstm-defaults"));
        Lstm lstm = (Lstm) imported.network().layers().get(0);
        assertEquals(Activation.HARD_SIGMOID_OF_KERAS_2, lstm.functions().gate());
        assertEquals("TensorFlow.js tfjs-layers v4.22.0, Sequential", imported.source());
    }

    @Test
    void namesWhatCannotBeHeld() {
        String told = refusal(model("backwards"));
        assertTrue(told.contains("(Bidirectional): reads the sequence in both directions"), told);
        assertTrue(told.contains("(SimpleRNN): reads the sequence from its end (go_backwards)"), told);
    }

    private static String refusal(Path file) {
        return assertThrows(ImportException.class, () -> TfjsImport.read(file)).getMessage();
    }

    private static Path copy(Path folder, String find, String replace) throws IOException {
        try (Stream<Path> files = Files.list(model("lstm-defaults").getParent())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path copy = folder.resolve("model.json");
        return Files.writeString(copy, Files.readString(copy).replace(find, replace));
    }

    @Test
    void weightsMustLieBesideTheModel(@TempDir Path folder) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("elsewhere.bin"), new byte[250]);
        Path outside = copy(inner, "group1-shard2of4.bin", "../elsewhere.bin");
        assertTrue(
                refusal(outside).contains("expected files beside the model, but got '../elsewhere.bin'"),
                refusal(outside));
        Path missing = Files.writeString(outside, Files.readString(outside).replace("../elsewhere.bin", "gone.bin"));
        assertTrue(refusal(missing).contains("expected the file gone.bin beside the model"), refusal(missing));
    }

    @Test
    void weightsThatAreCutShortAreRefused(@TempDir Path folder) throws IOException {
        Path file = copy(folder, "", "");
        Path last = folder.resolve("group1-shard4of4.bin");
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertTrue(
                refusal(file).contains("dense_Dense2/bias: expected 8 bytes of weights, but 4 are left"),
                refusal(file));
    }

    @Test
    void aDescriptionWithoutWeightsIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.json"),
                "{\"class_name\":\"Sequential\",\"config\":[],\"keras_version\":\"2.2.4\"}");
        assertTrue(refusal(file).contains("the description that Keras' to_json() makes"), refusal(file));
    }

    @Test
    void graphModelsAreRefused(@TempDir Path folder) throws IOException {
        Path file = copy(folder, "\"format\":\"layers-model\"", "\"format\":\"graph-model\"");
        assertTrue(refusal(file).contains("expected layers-model, but got graph-model"), refusal(file));
    }
}
