package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.Tensor;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a layer of what a file says of it. */
final class LayerBuilder {

    /** They only say what goes in. */
    private static final Set<String> INPUTS = Set.of("InputLayer");

    /** They work in training alone. */
    private static final Set<String> IDLE = Set.of(
            "Dropout",
            "SpatialDropout1D",
            "GaussianNoise",
            "GaussianDropout",
            "AlphaDropout",
            "ActivityRegularization");

    /** A dense layer for each timestep, in Keras 1. */
    private static final String DENSE_OF_KERAS_1 = "TimeDistributedDense";

    private static final Set<String> HELD = Set.of(
            "Dense", "Flatten", "Activation", "ReLU", "Softmax", "Normalization", "Rescaling", "BatchNormalization");

    private final Functions functions;

    LayerBuilder(Functions functions) {
        this.functions = functions;
    }

    static boolean isInput(LayerConfig layer) {
        return INPUTS.contains(layer.kind());
    }

    /** Whether a layer does nothing once training is over. */
    static boolean isIdle(LayerConfig layer) {
        return IDLE.contains(layer.kind());
    }

    /** The layer that a file calls by another name, or wraps without need. */
    static LayerConfig plain(LayerConfig layer) throws ImportException {
        if (layer.kind().equals(DENSE_OF_KERAS_1)) {
            return new LayerConfig("Dense", layer.name(), layer.config(), layer.below(), layer.asked());
        }
        return isWrapped(layer) ? layer.inner() : layer;
    }

    /** Whether a layer cannot stand on a vector. */
    static boolean takesSequences(LayerConfig layer) {
        return RecurrentBuilder.builds(layer)
                || isWrapped(layer)
                || layer.kind().equals(DENSE_OF_KERAS_1);
    }

    private static boolean isWrapped(LayerConfig layer) {
        return layer.kind().equals("TimeDistributed")
                && layer.config().path("layer").isObject();
    }

    /** What is not supported of layers, as far as it can be said without the shapes of what goes in. */
    static List<Refusal> refusals(List<LayerConfig> layers) throws ImportException {
        List<Refusal> refusals = new ArrayList<>();
        for (LayerConfig layer : layers) {
            LayerConfig plain = plain(layer);
            if (!isInput(plain) && !isIdle(plain) && !HELD.contains(plain.kind()) && !RecurrentBuilder.builds(plain)) {
                refusals.add(layer.refusal(whyNot(plain.kind())));
            } else if (RecurrentBuilder.builds(plain)) {
                RecurrentBuilder.refuse(plain, refusals);
            } else {
                Functions.refuse(plain, "activation", refusals);
            }
            if (!layer.asked().isEmpty()) {
                refusals.add(layer.refusal("is called with " + String.join(", ", layer.asked())
                        + ", and a layer here takes nothing but its input"));
            }
        }
        return refusals;
    }

    private static String whyNot(String kind) {
        return switch (kind) {
            case "Bidirectional" -> "reads the sequence in both directions, and a stream has but one";
            case "Masking" -> "leaves timesteps out that hold a mark, and a network here takes each";
            case "Lambda" -> "is code";
            case "Embedding" -> "looks up numbers in a table, and a series has values";
            case "CuDNNLSTM", "CuDNNGRU" ->
                "has its weights in the order of a graphics card; load and save it as " + kind.substring(5);
            case "Sequential", "Model", "Functional" -> "is a model inside of a model";
            default -> "no layer here computes the same";
        };
    }

    /**
     * The layer, or a refusal of its arguments.
     *
     * @param wrapped as the file has it
     * @param sequence what comes in
     * @param weights in Keras' order
     */
    Layer build(LayerConfig wrapped, Shape sequence, List<Tensor> weights, List<Refusal> refusals)
            throws ImportException {
        LayerConfig layer = plain(wrapped);
        // A wrapped layer gets one timestep after the other.
        Shape input = isWrapped(wrapped) ? Shape.vector(sequence.features()) : sequence;
        return switch (layer.kind()) {
            case "Dense" -> dense(layer, weights);
            case "Flatten" -> flatten(layer, input, refusals);
            case "Activation" -> activation(layer, functions.of(layer, "activation", "linear"), input);
            case "ReLU" -> relu(layer, input, refusals);
            case "Softmax" -> softmax(layer, input, refusals);
            case "Rescaling" -> rescaling(layer, input);
            case "Normalization" -> normalization(layer, input, weights, refusals);
            case "BatchNormalization" -> batchNormalization(layer, input, weights, refusals);
            default -> new RecurrentBuilder(functions).build(layer, weights);
        };
    }

    private Layer dense(LayerConfig layer, List<Tensor> weights) throws ImportException {
        Activation activation = functions.of(layer, "activation", "linear");
        // Keras 1 says bias in place of use_bias.
        boolean biased = layer.flag("use_bias", layer.flag("bias", true));
        requireCount(layer, weights, biased ? 2 : 1);
        Weight kernel = weights.get(0).toWeight(Weight.KERNEL);
        return new Dense(kernel, biased ? weights.get(1).toWeight(Weight.BIAS) : zeros(kernel.columns()), activation);
    }

    static Weight zeros(int columns) {
        return new Weight(Weight.BIAS, 1, columns, new float[columns]);
    }

    static void requireCount(LayerConfig layer, List<Tensor> weights, int expected) throws ImportException {
        if (weights.size() != expected) {
            throw new ImportException(
                    layer.label() + ": expected " + expected + " weights, but the file has " + weights.size());
        }
        for (Tensor weight : weights) {
            if (weight.values().length == 0) {
                throw new ImportException(layer.label() + ": expected weights of 32-bit floats, but got others");
            }
        }
    }

    private static Layer flatten(LayerConfig layer, Shape input, List<Refusal> refusals) {
        if (!input.sequence()) {
            return null;
        }
        if (input.timesteps().isEmpty()) {
            refusals.add(layer.refusal("lays a window flat whose length the file does not say"));
            return null;
        }
        if (layer.config().path("data_format").asText().equals("channels_first")) {
            refusals.add(layer.refusal("lays a window flat feature by feature (channels_first)"));
        }
        return new Flatten(input.timesteps().getAsInt(), input.features());
    }

    private static Layer activation(LayerConfig layer, Activation activation, Shape input) {
        return activation == Activation.LINEAR ? null : new ActivationLayer(activation, input.features());
    }

    private static Layer softmax(LayerConfig layer, Shape input, List<Refusal> refusals) {
        requireFeatureAxis(layer, input, refusals);
        return activation(layer, Activation.SOFTMAX, input);
    }

    /** Refuses a layer that works along another axis than the features: a number, or a list of one. */
    private static void requireFeatureAxis(LayerConfig layer, Shape input, List<Refusal> refusals) {
        JsonNode axis = layer.config().path("axis");
        JsonNode one = axis.isArray() && axis.size() == 1 ? axis.path(0) : axis;
        int last = input.sequence() ? 2 : 1;
        if (!one.isMissingNode() && !one.isNull() && (!one.isInt() || one.intValue() != -1 && one.intValue() != last)) {
            refusals.add(layer.refusal("axis: expected that of the features, but got " + axis));
        }
    }

    private static Layer relu(LayerConfig layer, Shape input, List<Refusal> refusals) {
        JsonNode config = layer.config();
        boolean plain = layer.number("negative_slope", 0) == 0
                && layer.number("threshold", 0) == 0
                && (config.path("max_value").isNull()
                        || config.path("max_value").isMissingNode());
        if (!plain) {
            refusals.add(layer.refusal("has a slope, a threshold or a greatest value, and relu here is max(x, 0)"));
        }
        return new ActivationLayer(Activation.RELU, input.features());
    }

    private static Layer rescaling(LayerConfig layer, Shape input) throws ImportException {
        return Scaling.of(
                input.features(),
                new float[] {0},
                perFeature(layer, "scale", input.features(), 1),
                perFeature(layer, "offset", input.features(), 0));
    }

    /** A number, or one for each feature. */
    private static float[] perFeature(LayerConfig layer, String argument, int features, double usual)
            throws ImportException {
        JsonNode value = layer.config().path(argument);
        JsonNode list = value.isObject() ? value.path("config").path("value") : value;
        if (!list.isArray()) {
            return new float[] {(float) layer.number(argument, usual)};
        }
        return flat(layer, argument, list, features);
    }

    private static float[] flat(LayerConfig layer, String argument, JsonNode list, int features)
            throws ImportException {
        List<Float> numbers = new ArrayList<>();
        collect(list, numbers);
        if (numbers.size() != features && numbers.size() != 1) {
            throw new ImportException(
                    layer.label() + ": " + argument + ": expected " + features + " numbers, but got " + numbers.size());
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    private static void collect(JsonNode list, List<Float> numbers) {
        for (JsonNode element : list) {
            if (element.isArray()) {
                collect(element, numbers);
            } else {
                numbers.add((float) element.asDouble(Double.NaN));
            }
        }
    }

    /** (x − mean) / max(√variance, ε), learned by adapt() or given. */
    private static Layer normalization(LayerConfig layer, Shape input, List<Tensor> weights, List<Refusal> refusals)
            throws ImportException {
        if (layer.flag("invert", false)) {
            refusals.add(layer.refusal("undoes a normalization (invert)"));
        }
        requireFeatureAxis(layer, input, refusals);
        boolean given = layer.config().path("mean").isArray()
                || layer.config().path("mean").isNumber();
        // The third counts what they were learned from.
        if (!given && weights.size() == 3) {
            requireCount(layer, weights.subList(0, 2), 2);
        } else if (!given) {
            requireCount(layer, weights, 3);
        }
        int features = input.features();
        float[] mean =
                given ? perFeature(layer, "mean", features, 0) : weights.get(0).values();
        float[] variance = given
                ? perFeature(layer, "variance", features, 1)
                : weights.get(1).values();
        requireWidth(layer, mean, features);
        requireWidth(layer, variance, features);
        float[] scale = new float[variance.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / Math.max((float) Math.sqrt(variance[i]), 1e-7f);
        }
        return Scaling.of(features, mean, scale, new float[] {0});
    }

    private static void requireWidth(LayerConfig layer, float[] values, int features) throws ImportException {
        if (values.length != features && values.length != 1) {
            throw new ImportException(
                    layer.label() + ": expected weights for " + features + " features, but got " + values.length);
        }
    }

    /** (x − mean)·gamma/√(variance + ε) + beta with the averages that training kept. */
    private static Layer batchNormalization(
            LayerConfig layer, Shape input, List<Tensor> weights, List<Refusal> refusals) throws ImportException {
        // Keras 1 says mode: in 1 and 2 the averages are not those that training kept.
        if (layer.number("mode", 0) != 0) {
            refusals.add(layer.refusal("takes mean and variance of what comes in (mode), not those of training"));
        }
        requireFeatureAxis(layer, input, refusals);
        boolean scaled = layer.flag("scale", true);
        boolean centred = layer.flag("center", true);
        requireCount(layer, weights, 2 + (scaled ? 1 : 0) + (centred ? 1 : 0));
        int features = input.features();
        for (Tensor weight : weights) {
            requireWidth(layer, weight.values(), features);
        }
        int next = 0;
        Optional<float[]> gamma = scaled ? Optional.of(weights.get(next++).values()) : Optional.empty();
        float[] beta = centred ? weights.get(next++).values() : new float[] {0};
        float[] mean = weights.get(next).values();
        float[] variance = weights.get(next + 1).values();
        double epsilon = layer.number("epsilon", 1e-3);
        float[] scale = new float[variance.length];
        for (int i = 0; i < scale.length; i++) {
            double factor = gamma.isPresent() ? gamma.get()[gamma.get().length == 1 ? 0 : i] : 1;
            scale[i] = (float) (factor / Math.sqrt(variance[i] + epsilon));
        }
        return Scaling.of(features, mean, scale, beta);
    }
}
