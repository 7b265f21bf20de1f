package io.undercurrent.exchange.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.ReferenceNumbers;
import io.undercurrent.nn.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    /** Of a variational auto-encoder, say, all is named at once. */
    @Test
    void namesEveryLayerThatCannotBeHeld() {
        ImportException refused = assertThrows(ImportException.class, () -> read("backwards.keras"));
        assertEquals(2, refused.refusals().size(), refused.getMessage());
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
