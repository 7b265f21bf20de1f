package io.undercurrent.bench.kernel;

import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import java.util.SplittableRandom;

/** A recurrent layer with random weights, biases too, and the same weights as others want to have them. */
final class LayerWeights {

    private final Network network;
    private final RecurrentLayer layer;

    /** Block of our gates (Keras) that stands at each place of ONNX's: z r h, i o f c. */
    private final int[] gates;

    private LayerWeights(Network network) {
        this.network = network;
        this.layer = (RecurrentLayer) network.layers().get(0);
        this.gates = layer instanceof Lstm
                ? new int[] {0, 3, 1, 2}
                : layer instanceof Gru ? new int[] {0, 1, 2} : new int[] {0};
    }

    /**
     * @param cell simple-rnn, gru or lstm
     */
    static LayerWeights random(String cell, int features, int units, long seed) {
        Network network = switch (cell) {
            case "simple-rnn" -> Network.input(features).simpleRnn(units).build(seed);
            case "gru" -> Network.input(features).gru(units).build(seed);
            case "lstm" -> Network.input(features).lstm(units).build(seed);
            default -> throw new IllegalArgumentException("cell: expected simple-rnn, gru or lstm, but got " + cell);
        };
        float[] parameters = network.parameters();
        SplittableRandom random = new SplittableRandom(seed);
        float range = (float) (1 / Math.sqrt(units));
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (2 * (float) random.nextDouble() - 1) * range;
        }
        return new LayerWeights(network.withParameters(parameters));
    }

    Network network() {
        return network;
    }

    RecurrentLayer layer() {
        return layer;
    }

    int features() {
        return layer.features();
    }

    int units() {
        return layer.units();
    }

    /** Units of all gates. */
    int width() {
        return gates.length * units();
    }

    /** Planes of state: h, or h and c. */
    int states() {
        return layer.stateSize() / units();
    }

    String onnxOperator() {
        return layer instanceof Lstm ? "LSTM" : layer instanceof Gru ? "GRU" : "RNN";
    }

    /** (width × features) */
    float[] onnxKernel() {
        return transposed(layer.kernel().values(), features());
    }

    /** (width × units) */
    float[] onnxRecurrentKernel() {
        return transposed(layer.recurrentKernel().values(), units());
    }

    /** The bias of the input, then that of the recurrence, width each. */
    float[] onnxBias() {
        float[] biases = new float[2 * width()];
        System.arraycopy(transposed(layer.bias().values(), 1), 0, biases, 0, width());
        layer.secondBias()
                .ifPresent(bias -> System.arraycopy(transposed(bias.values(), 1), 0, biases, width(), width()));
        return biases;
    }

    /** From (rows × width) in our order of gates to (width × rows) in that of ONNX. */
    private float[] transposed(float[] kernel, int rows) {
        float[] transposed = new float[kernel.length];
        int at = 0;
        for (int gate : gates) {
            for (int unit = 0; unit < units(); unit++) {
                for (int row = 0; row < rows; row++) {
                    transposed[at++] = kernel[row * width() + gate * units() + unit];
                }
            }
        }
        return transposed;
    }
}
