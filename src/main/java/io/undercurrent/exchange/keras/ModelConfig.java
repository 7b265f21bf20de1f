package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a model on top of each other, as its JSON describes them.
 *
 * @param kind Sequential or Functional
 * @param layers lowest first, with those that hold the shape of the input
 * @param all every layer of the file in its order, by which archives name weights
 */
record ModelConfig(String kind, List<LayerConfig> layers, List<LayerConfig> all) {

    static ModelConfig of(JsonNode model) throws ImportException {
        String kind = model.path("class_name").asText();
        JsonNode config = model.path("config");
        // In older files the config of a Sequential model is the list itself.
        JsonNode list = config.isArray() ? config : config.path("layers");
        if (!list.isArray() || list.isEmpty()) {
            throw new ImportException("model_config: expected a list of layers, but got none");
        }
        if (list.size() > Limits.MOST_LAYERS) {
            throw new ImportException(
                    "model_config: expected at most " + Limits.MOST_LAYERS + " layers, but got " + list.size());
        }
        List<LayerConfig> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode layer : list) {
            LayerConfig read = LayerConfig.of(layer);
            // Names tell which weights are whose.
            if (!names.add(read.name())) {
                throw new ImportException(
                        "model_config: expected a name of its own for each layer, but got '" + read.name() + "' again");
            }
            layers.add(read);
        }
        return switch (kind) {
            case "Sequential" -> new ModelConfig(kind, layers, layers);
            case "Model", "Functional" -> new ModelConfig("Functional", chain(config, layers), layers);
            default ->
                throw new ImportException("model_config: expected a Sequential or functional model, but got '" + kind
                        + "': a class of its own can do anything");
        };
    }

    /** The layers from the one input to the one output. */
    private static List<LayerConfig> chain(JsonNode config, List<LayerConfig> layers) throws ImportException {
        Map<String, LayerConfig> byName = new LinkedHashMap<>();
        layers.forEach(layer -> byName.put(layer.name(), layer));
        List<Refusal> refusals = new ArrayList<>();
        for (LayerConfig layer : layers) {
            if (layer.below() != null && layer.below().size() > 1) {
                refusals.add(layer.refusal(
                        "takes the output of " + layer.below() + ", and layers here stand on top of each other"));
            }
        }
        String input = one(config, "input_layers", refusals);
        String output = one(config, "output_layers", refusals);
        if (!refusals.isEmpty()) {
            refusals.addAll(LayerBuilder.refusals(layers));
            throw new ImportException(refusals);
        }
        List<LayerConfig> chain = new ArrayList<>();
        for (String name = output; name != null; ) {
            LayerConfig layer = byName.get(name);
            if (layer == null || chain.size() > layers.size()) {
                throw new ImportException(
                        "model_config: expected a chain of layers, but it breaks off at '" + name + "'");
            }
            chain.add(layer);
            name = layer.below() == null || layer.below().isEmpty()
                    ? null
                    : layer.below().get(0);
        }
        Collections.reverse(chain);
        if (!chain.get(0).name().equals(input)) {
            throw new ImportException("model_config: expected a chain of layers from '" + input + "' to '" + output
                    + "', but it begins with '" + chain.get(0).name() + "'");
        }
        return chain;
    }

    /** The name of the one input or output: [name, 0, 0], or a list of those. */
    private static String one(JsonNode config, String field, List<Refusal> refusals) {
        JsonNode given = config.path(field);
        boolean single = given.path(0).isTextual();
        if (!single && given.size() != 1) {
            refusals.add(new Refusal(field, "expected one, but got " + given.size()));
            return "";
        }
        JsonNode tensor = single ? given : given.path(0);
        if (tensor.path(2).asInt() != 0) {
            refusals.add(new Refusal(field, "expected the output of a layer, but got its state"));
        }
        return tensor.path(0).asText();
    }
}
