package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.Tensor;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes the layers SimpleRNN, GRU and LSTM. */
final class RecurrentBuilder {

    private static final Set<String> KINDS = Set.of("SimpleRNN", "GRU", "LSTM");

    /** The order of gates in files of Keras 1, which has a weight for each: i, c, f, o in an LSTM. */
    private static final int[] LSTM_OF_KERAS_1 = {0, 2, 1, 3};

    private static final int[] GRU_OF_KERAS_1 = {0, 1, 2};

    private final Functions functions;

    RecurrentBuilder(Functions functions) {
        this.functions = functions;
    }

    static boolean builds(LayerConfig layer) {
        return KINDS.contains(layer.kind());
    }

    /** Adds what a layer here does not do. */
    static void refuse(LayerConfig layer, List<Refusal> refusals) {
        refuse(
                layer,
                "go_backwards",
                "reads the sequence from its end (go_backwards), which a stream has not reached",
                refusals);
        refuse(layer, "time_major", "takes timesteps before the batch (time_major)", refusals);
        refuse(layer, "return_state", "gives its state as an output (return_state)", refusals);
        Functions.refuse(layer, "activation", refusals);
        Functions.refuse(layer, gateArgument(layer), refusals);
        boolean gated = !layer.kind().equals("SimpleRNN");
        if (gated && (isSoftmax(layer, "activation") || isSoftmax(layer, gateArgument(layer)))) {
            refusals.add(layer.refusal("has a softmax for a gate"));
        }
    }

    private static boolean isSoftmax(LayerConfig layer, String argument) {
        return layer.function(argument).orElse("").equals("softmax");
    }

    /** Keras 1 says inner_activation. */
    private static String gateArgument(LayerConfig layer) {
        return layer.function("inner_activation").isPresent() ? "inner_activation" : "recurrent_activation";
    }

    Layer build(LayerConfig layer, List<Tensor> stored) throws ImportException {
        boolean all = layer.flag("return_sequences", false);
        Activation activation = functions.of(layer, "activation", "tanh");
        if (layer.kind().equals("SimpleRNN")) {
            List<Tensor> weights = merged(layer, stored, new int[] {0});
            Weight kernel = weights.get(0).toWeight(Weight.KERNEL);
            return new SimpleRnn(
                    kernel,
                    weights.get(1).toWeight(Weight.RECURRENT_KERNEL),
                    bias(layer, weights, kernel),
                    activation,
                    all);
        }
        GateFunctions gates = new GateFunctions(functions.of(layer, gateArgument(layer), "hard_sigmoid"), activation);
        return layer.kind().equals("GRU") ? gru(layer, stored, gates, all) : lstm(layer, stored, gates, all);
    }

    private static void refuse(LayerConfig layer, String flag, String reason, List<Refusal> refusals) {
        if (layer.flag(flag, false)) {
            refusals.add(layer.refusal(reason));
        }
    }

    private static Layer lstm(LayerConfig layer, List<Tensor> stored, GateFunctions gates, boolean all)
            throws ImportException {
        List<Tensor> weights = merged(layer, stored, LSTM_OF_KERAS_1);
        Weight kernel = weights.get(0).toWeight(Weight.KERNEL);
        return new Lstm(
                kernel, weights.get(1).toWeight(Weight.RECURRENT_KERNEL), bias(layer, weights, kernel), gates, all);
    }

    private static Layer gru(LayerConfig layer, List<Tensor> stored, GateFunctions gates, boolean all)
            throws ImportException {
        List<Tensor> weights = merged(layer, stored, GRU_OF_KERAS_1);
        Weight kernel = weights.get(0).toWeight(Weight.KERNEL);
        Weight recurrent = weights.get(1).toWeight(Weight.RECURRENT_KERNEL);
        // Files from before the argument was invented have the form without it.
        if (!layer.flag("reset_after", false)) {
            return new ResetBeforeGru(kernel, recurrent, bias(layer, weights, kernel), gates, all);
        }
        int columns = kernel.columns();
        float[] biases = new float[2 * columns];
        if (weights.size() == 3) {
            Tensor bias = weights.get(2);
            if (!Arrays.equals(bias.shape(), new long[] {2, columns})) {
                throw new ImportException(layer.label() + ": expected a bias of (2, " + columns
                        + "), that of the input and that of the recurrence, but got " + Arrays.toString(bias.shape()));
            }
            biases = bias.values();
        }
        return new Gru(
                kernel,
                recurrent,
                new Tensor(new long[] {columns}, Arrays.copyOf(biases, columns)).toWeight(Weight.BIAS),
                new Tensor(new long[] {columns}, Arrays.copyOfRange(biases, columns, 2 * columns))
                        .toWeight(Weight.RECURRENT_BIAS),
                gates,
                all);
    }

    private static Weight bias(LayerConfig layer, List<Tensor> weights, Weight kernel) throws ImportException {
        return weights.size() == 3 ? weights.get(2).toWeight(Weight.BIAS) : LayerBuilder.zeros(kernel.columns());
    }

    /** Kernel, recurrent kernel and bias, which Keras 1 stored gate by gate. */
    private static List<Tensor> merged(LayerConfig layer, List<Tensor> stored, int[] places) throws ImportException {
        boolean biased = layer.flag("use_bias", true);
        if (places.length == 1 || stored.size() != 3 * places.length) {
            LayerBuilder.requireCount(layer, stored, biased ? 3 : 2);
            return stored;
        }
        LayerBuilder.requireCount(layer, stored, 3 * places.length);
        return List.of(
                beside(layer, stored, 0, places), beside(layer, stored, 1, places), beside(layer, stored, 2, places));
    }

    /** The weights of all gates beside each other. */
    private static Tensor beside(LayerConfig layer, List<Tensor> stored, int part, int[] places)
            throws ImportException {
        long[] shape = stored.get(part).shape();
        int units = shape.length == 0 ? 0 : (int) shape[shape.length - 1];
        int rows = units == 0 ? 0 : stored.get(part).values().length / units;
        float[] all = new float[rows * units * places.length];
        for (int gate = 0; gate < places.length; gate++) {
            Tensor one = stored.get(3 * gate + part);
            if (!Arrays.equals(one.shape(), shape)) {
                throw new ImportException(layer.label() + ": expected gates of one shape, but got "
                        + Arrays.toString(shape) + " and " + Arrays.toString(one.shape()));
            }
            for (int row = 0; row < rows; row++) {
                System.arraycopy(one.values(), row * units, all, (row * places.length + places[gate]) * units, units);
            }
        }
        long[] wide = shape.clone();
        if (wide.length > 0) {
            wide[wide.length - 1] *= places.length;
        }
        return new Tensor(wide, all);
    }
}
