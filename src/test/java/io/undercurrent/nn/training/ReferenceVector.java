package io.undercurrent.nn.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One case computed by PyTorch in double precision, in our layout: kernels turned, gates reordered, states lined up. */
final class ReferenceVector {

    private final JsonNode root;
    final int batch;
    final int timesteps;

    private ReferenceVector(JsonNode root) {
        this.root = root;
        this.batch = root.get("batch").intValue();
        this.timesteps = root.get("timesteps").intValue();
    }

    static ReferenceVector load(String name) {
        try (InputStream stream =
                ReferenceVector.class.getResourceAsStream("/io/undercurrent/nn/vectors/" + name + ".json")) {
            return new ReferenceVector(new ObjectMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Network network() {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode weights : root.get("weights")) {
            int features = weights.get("kernel").get(0).size();
            int units = units();
            float[] kernel = turned(weights.get("kernel"));
            float[] recurrent = turned(weights.get("recurrentKernel"));
            float[] bias = reordered(weights.get("inputBias"));
            float[] recurrentBias = reordered(weights.get("recurrentBias"));
            int columns = bias.length;
            Weight first = new Weight(Weight.KERNEL, features, columns, kernel);
            Weight second = new Weight(Weight.RECURRENT_KERNEL, units, columns, recurrent);
            Weight sum = new Weight(Weight.BIAS, 1, columns, sum(bias, recurrentBias));
            layers.add(
                    switch (root.get("kind").textValue()) {
                        case "simple_rnn" -> new SimpleRnn(first, second, sum, Activation.TANH, true);
                        case "lstm" -> new Lstm(first, second, sum, true);
                        case "gru" ->
                            new Gru(
                                    first,
                                    second,
                                    new Weight(Weight.BIAS, 1, columns, bias),
                                    new Weight(Weight.RECURRENT_BIAS, 1, columns, recurrentBias),
                                    true);
                        default -> throw new IllegalStateException("kind: " + root.get("kind"));
                    });
        }
        return Network.of(Shape.sequence(timesteps, root.get("features").intValue()), layers);
    }

    /** ∂L/∂parameters in the order of {@link Network#parameters}. Two summed biases each have the gradient of their sum. */
    float[] parameterGradients() {
        List<float[]> parts = new ArrayList<>();
        for (JsonNode weights : root.get("weights")) {
            parts.add(turned(weights.get("kernelGradient")));
            parts.add(turned(weights.get("recurrentKernelGradient")));
            parts.add(reordered(weights.get("inputBiasGradient")));
            if (root.get("kind").textValue().equals("gru")) {
                parts.add(reordered(weights.get("recurrentBiasGradient")));
            }
        }
        return joined(parts);
    }

    /** The number of PyTorch's parameters. */
    int parameters() {
        return root.get("parameters").intValue();
    }

    int layers() {
        return root.get("layers").intValue();
    }

    int units() {
        return root.get("units").intValue();
    }

    int gates() {
        return root.get("gateOrder").size();
    }

    /** A (batch × timesteps × …) array. */
    float[] values(String field) {
        List<float[]> rows = new ArrayList<>();
        for (JsonNode member : root.get(field)) {
            member.forEach(row -> rows.add(floats(row)));
        }
        return joined(rows);
    }

    /** States as (batch × stateSize) from hidden and cell arrays of (layers, batch, units). */
    float[] states(String hidden, String cell) {
        List<float[]> parts = new ArrayList<>();
        for (int b = 0; b < batch; b++) {
            for (int layer = 0; layer < layers(); layer++) {
                parts.add(floats(root.get(hidden).get(layer).get(b)));
                if (root.has(cell)) {
                    parts.add(floats(root.get(cell).get(layer).get(b)));
                }
            }
        }
        return joined(parts);
    }

    /** From (gates·units, columns) in the file's order of gates to row-major (columns × gates·units) in ours. */
    private float[] turned(JsonNode matrix) {
        int rows = matrix.size();
        int columns = matrix.get(0).size();
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            float[] source = floats(matrix.get(sourceRow(row)));
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = source[column];
            }
        }
        return values;
    }

    private float[] reordered(JsonNode vector) {
        float[] source = floats(vector);
        float[] values = new float[source.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = source[sourceRow(i)];
        }
        return values;
    }

    private int sourceRow(int row) {
        List<String> ours = switch (root.get("kind").textValue()) {
            case "simple_rnn" -> List.of("h");
            case "gru" -> List.of("update", "reset", "candidate");
            default -> List.of("input", "forget", "cell", "output");
        };
        List<String> theirs = new ArrayList<>();
        root.get("gateOrder").forEach(gate -> theirs.add(gate.textValue()));
        if (ours.size() == 1) {
            return row;
        }
        int gate = theirs.indexOf(ours.get(row / units()));
        return gate * units() + row % units();
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static float[] joined(List<float[]> parts) {
        float[] values = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, values, offset, part.length);
            offset += part.length;
        }
        return values;
    }
}
