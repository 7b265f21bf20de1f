package io.undercurrent.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.step.Inference;
import java.io.IOException;
import java.io.InputStream;

/** An input of a network with the output that the library it was trained with gives, from a file beside the network's. */
public record ReferenceNumbers(int batch, float[] input, float[] output) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The numbers in NAME.json beside a test. */
    public static ReferenceNumbers of(Class<?> test, String name) throws IOException {
        try (InputStream numbers = test.getResourceAsStream(name + ".json")) {
            return JSON.readValue(numbers, ReferenceNumbers.class);
        }
    }

    /** That a network gives these numbers, to 1e-5, or to 1e-6 of the largest if that is more. */
    public void requireFrom(Network network) {
        float[] actual = Inference.predict(network, input, batch);
        assertEquals(output.length, actual.length, "values of " + network.summary());
        float tolerance = 1e-5f;
        for (float value : output) {
            tolerance = Math.max(tolerance, 1e-6f * Math.abs(value));
        }
        for (int i = 0; i < output.length; i++) {
            assertEquals(output[i], actual[i], tolerance, "value " + i);
        }
    }
}
