package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.Refusal;
import io.undercurrent.nn.cell.Activation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of activations mean.
 *
 * @param steepHardSigmoid whether hard_sigmoid is 0.2·x + 0.5, as up to Keras 2 and in TensorFlow.js, and not x/6 + 0.5: at 1 they
 *     give 0.7 and 0.667
 */
record Functions(boolean steepHardSigmoid) {

    private static final Set<String> NAMES =
            Set.of("linear", "tanh", "sigmoid", "relu", "softmax", "hard_sigmoid", "hardSigmoid");

    /** Adds a refusal if an argument names an activation that is not supported. */
    static void refuse(LayerConfig layer, String argument, List<Refusal> refusals) {
        Optional<String> name = layer.function(argument);
        if (name.isPresent() && !NAMES.contains(name.get())) {
            refusals.add(layer.refusal(argument
                    + ": expected linear, tanh, sigmoid, relu, softmax or hard_sigmoid, but got " + name.get()));
        }
    }

    /** The activation that an argument names, of those that are supported. */
    Activation of(LayerConfig layer, String argument, String usual) {
        String name = layer.function(argument).orElse(usual);
        return switch (name) {
            case "linear" -> Activation.LINEAR;
            case "tanh" -> Activation.TANH;
            case "sigmoid" -> Activation.SIGMOID;
            case "relu" -> Activation.RELU;
            case "softmax" -> Activation.SOFTMAX;
            case "hard_sigmoid", "hardSigmoid" ->
                steepHardSigmoid ? Activation.HARD_SIGMOID_OF_KERAS_2 : Activation.HARD_SIGMOID;
            default -> throw new IllegalArgumentException(argument + ": expected an activation, but got " + name);
        };
    }
}
