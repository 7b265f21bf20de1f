package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.Tensor;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a network of what a file says of the layers, and of their weights. */
public final class KerasModel {

    private final ModelConfig config;
    private final Functions functions;
    private final List<String> notes = new ArrayList<>();

    private KerasModel(ModelConfig config, Functions functions) {
        this.config = config;
        this.functions = functions;
    }

    /** Finds the weights for the layers of a file. */
    public interface WeightsFor {
        StoredWeights find(List<LayerConfig> all) throws IOException;
    }

    /**
     * @param model class_name and config of a Sequential or functional model
     * @param source what wrote the file, such as {@code Keras 2.3.1}
     * @param steepHardSigmoid whether hard_sigmoid is 0.2·x + 0.5 in it, and not x/6 + 0.5
     * @throws ImportException if the network is not supported
     */
    public static ImportedNetwork build(JsonNode model, String source, boolean steepHardSigmoid, WeightsFor weights)
            throws IOException {
        ModelConfig config = ModelConfig.of(model);
        List<Refusal> refusals = LayerBuilder.refusals(config.layers());
        if (!refusals.isEmpty()) {
            throw new ImportException(refusals);
        }
        KerasModel building = new KerasModel(config, new Functions(steepHardSigmoid));
        try {
            return new ImportedNetwork(
                    building.network(weights.find(config.all())), source + ", " + config.kind(), building.notes);
        } catch (IllegalArgumentException e) {
            throw new ImportException("the network cannot be imported: " + e.getMessage(), e);
        }
    }

    private Network network(StoredWeights weights) throws IOException {
        LayerBuilder builder = new LayerBuilder(functions);
        List<Refusal> refusals = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        Shape input = null;
        Shape shape = null;
        for (LayerConfig wrapped : config.layers()) {
            LayerConfig layer = LayerBuilder.plain(wrapped);
            if (input == null) {
                // A wrapper says the shape itself.
                input = inputShape(wrapped);
                shape = input;
            }
            if (LayerBuilder.isInput(layer)) {
                continue;
            }
            if (LayerBuilder.isIdle(layer)) {
                notes.add(layer.label() + " does nothing once training is over");
                continue;
            }
            List<Tensor> stored = weights.of(wrapped);
            if (input == null) {
                input = inputShape(wrapped, stored);
                shape = input;
            }
            Layer built = builder.build(wrapped, shape, stored, refusals);
            note(layer);
            if (built != null && refusals.isEmpty()) {
                layers.add(built);
                shape = outputShape(layer, built, shape);
            }
        }
        if (!refusals.isEmpty()) {
            throw new ImportException(refusals);
        } else if (layers.isEmpty()) {
            throw new ImportException("model_config: expected a layer that computes, but there is none");
        }
        return Network.of(input, layers);
    }

    private static Shape outputShape(LayerConfig layer, Layer built, Shape input) throws ImportException {
        try {
            return built.outputShape(input);
        } catch (IllegalArgumentException e) {
            throw new ImportException(layer.label() + ": " + e.getMessage(), e);
        }
    }

    private void note(LayerConfig layer) {
        if (layer.flag("stateful", false)) {
            notes.add(layer.label() + " is stateful: with --stateful its state is carried from day to day");
        }
    }

    /** From the first layer's arguments, in the notations of Keras 3, 2 and 1; null if they do not say. */
    private static Shape inputShape(LayerConfig layer) throws ImportException {
        JsonNode shape = layer.config().path("batch_shape");
        if (!shape.isArray()) {
            shape = layer.config().path("batch_input_shape");
        }
        if (!shape.isArray()) {
            return null;
        }
        int rank = shape.size();
        JsonNode features = shape.path(rank - 1);
        if (rank < 2 || rank > 3 || !features.isInt() || features.intValue() < 1) {
            throw new ImportException(layer.label()
                    + ": expected input of (batch, timesteps, features) or (batch, features), but" + " got " + shape);
        }
        JsonNode timesteps = shape.path(1);
        if (rank == 2) {
            return Shape.vector(features.intValue());
        }
        return timesteps.isInt() && timesteps.intValue() > 0
                ? Shape.sequence(timesteps.intValue(), features.intValue())
                : Shape.sequence(features.intValue());
    }

    private static Shape inputShape(LayerConfig layer, List<Tensor> weights) throws ImportException {
        if (weights.isEmpty()
                || weights.get(0).shape().length != 2
                || weights.get(0).shape()[0] < 1) {
            throw new ImportException(
                    layer.label() + ": expected the shape of the input, but the file does not say it");
        }
        int features = (int) weights.get(0).shape()[0];
        return LayerBuilder.takesSequences(layer) ? Shape.sequence(features) : Shape.vector(features);
    }
}
