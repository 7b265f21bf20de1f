package io.undercurrent.exchange.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.Tensor;
import io.undercurrent.exchange.keras.LayerConfig;
import io.undercurrent.exchange.keras.StoredWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a model by name, such as {@code lstm_1/kernel}, in the order of the file. */
final class Manifest implements StoredWeights {

    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    /** Adds the weights of a group, which follow each other in its bytes. */
    void add(JsonNode specs, byte[] bytes) throws ImportException {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode spec : specs) {
            String name = spec.path("name").asText();
            String type = spec.path("dtype").asText();
            if (spec.has("quantization")) {
                throw new ImportException(name + ": expected floats as they were trained, but they are rounded to "
                        + spec.path("quantization").path("dtype").asText());
            }
            if (!type.equals("float32") && !type.equals("int32")) {
                throw new ImportException(name + ": expected float32, but got '" + type + "'");
            }
            JsonNode axes = spec.path("shape");
            long[] shape = new long[Math.min(axes.size(), Limits.MOST_AXES + 1)];
            Arrays.setAll(shape, axis -> axes.path(axis).asLong(-1));
            int size = Limits.size(name, shape);
            if ((long) size * Float.BYTES > data.remaining()) {
                throw new ImportException(name + ": expected " + (long) size * Float.BYTES + " bytes of weights, but "
                        + data.remaining() + " are left in the files");
            }
            float[] values = new float[size];
            data.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            data.position(data.position() + size * Float.BYTES);
            if (weights.put(name, new Tensor(shape, values)) != null) {
                throw new ImportException("weightsManifest: expected each weight once, but got " + name + " again");
            }
        }
        if (data.hasRemaining()) {
            throw new ImportException(
                    "weightsManifest: expected weights for all bytes, but " + data.remaining() + " are left over");
        }
    }

    @Override
    public List<Tensor> of(LayerConfig layer) {
        List<Tensor> found = new ArrayList<>();
        weights.forEach((name, tensor) -> {
            if (name.startsWith(layer.name() + "/")) {
                found.add(tensor);
            }
        });
        return found;
    }
}
