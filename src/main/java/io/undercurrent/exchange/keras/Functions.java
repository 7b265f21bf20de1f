package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.Refusal;
import io.undercurrent.nn.cell.Activation;
import java.util.List;

/**
 * What the names of activations mean.
 *
 * @param steepHardSigmoid whether hard_sigmoid is 0.2·x + 0.5, as up to Keras 2 and in TensorFlow.js, and not x/6 + 0.5: at 1 they
 *     give 0.7 and 0.667
 */
record Functions(boolean steepHardSigmoid) {

    /** The activation that an argument names. */
    Activation of(LayerConfig layer, String argument, String usual, List<Refusal> refusals) {
        String name = layer.function(argument).orElse(usual);
        switch (name) {
            case "linear":
                return Activation.LINEAR;
            case "tanh":
                return Activation.TANH;
            case "sigmoid":
                return Activation.SIGMOID;
            case "relu":
                return Activation.RELU;
            case "softmax":
                return Activation.SOFTMAX;
            case "hard_sigmoid", "hardSigmoid":
                return steepHardSigmoid ? Activation.HARD_SIGMOID_OF_KERAS_2 : Activation.HARD_SIGMOID;
            default:
                refusals.add(layer.refusal(
                        argument + ": expected linear, tanh, sigmoid, relu, softmax or hard_sigmoid, but got " + name));
                return Activation.LINEAR;
        }
    }
}
