package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a file says of a layer.
 *
 * @param kind the class in Keras, such as {@code LSTM}
 * @param name the layer's own
 * @param config the arguments of the class
 * @param below names of the layers that it takes its input from; null in a Sequential model, where it is the one before
 * @param asked what it is called with besides its input, such as {@code training=true}
 */
public record LayerConfig(String kind, String name, JsonNode config, List<String> below, List<String> asked) {

    static LayerConfig of(JsonNode layer) throws ImportException {
        JsonNode config = layer.path("config");
        String kind = layer.path("class_name").asText();
        if (kind.isEmpty() || !config.isObject()) {
            throw new ImportException("model_config: expected layers with class_name and config, but got one without");
        }
        String name = config.path("name").asText(layer.path("name").asText(kind));
        return new LayerConfig(
                kind, name, config, layer.has("inbound_nodes") ? Inbound.of(layer) : null, Inbound.asked(layer));
    }

    /** The layer inside of a wrapper. */
    LayerConfig inner() throws ImportException {
        LayerConfig inner = of(config.path("layer"));
        return new LayerConfig(inner.kind(), name, inner.config(), below, asked);
    }

    /** As errors name it. */
    public String label() {
        return name + " (" + kind + ")";
    }

    Refusal refusal(String reason) {
        return new Refusal(label(), reason);
    }

    boolean flag(String argument, boolean usual) {
        JsonNode value = config.path(argument);
        return value.isBoolean() ? value.booleanValue() : usual;
    }

    double number(String argument, double usual) {
        JsonNode value = config.path(argument);
        return value.isNumber() ? value.doubleValue() : usual;
    }

    /** The name of a function, or empty where there is none; {@code ?} for one that is not Keras' own. */
    Optional<String> function(String argument) {
        JsonNode value = config.path(argument);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (value.isTextual()) {
            return Optional.of(value.textValue());
        }
        JsonNode inside = value.path("config");
        return Optional.of(
                inside.isTextual()
                        ? inside.textValue()
                        : value.path("class_name").asText("?"));
    }
}
