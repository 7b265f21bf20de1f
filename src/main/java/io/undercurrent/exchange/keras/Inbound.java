package io.undercurrent.exchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.exchange.ImportException;
import java.util.ArrayList;
import java.util.List;

/** From where a layer of a functional model takes its input, in the notations of Keras 2 and 3. */
final class Inbound {

    private static final String HISTORY = "keras_history";

    private Inbound() {}

    static List<String> of(JsonNode layer) throws ImportException {
        JsonNode calls = layer.path("inbound_nodes");
        if (calls.size() > 1) {
            throw new ImportException("layer " + layer.path("name").asText()
                    + ": expected to be used once, but is used " + calls.size() + " times");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode call : calls) {
            if (call.isObject()) {
                findHistories(call, names);
            } else {
                for (JsonNode tensor : call) {
                    // [name, node, output, further arguments], of which tensors are inputs too, such as initial states.
                    names.add(tensor.path(0).asText());
                    findNames(tensor.path(3), names);
                }
            }
        }
        return names;
    }

    /**
     * What a layer is called with besides tensors, of which one is its input: {@code training=true}, which changes what a layer computes, or
     * an initial state of constants. Null and false say what is so anyway.
     */
    static List<String> asked(JsonNode layer) {
        List<String> asked = new ArrayList<>();
        for (JsonNode call : layer.path("inbound_nodes")) {
            if (call.isObject()) {
                for (JsonNode argument : call.path("args")) {
                    addAsked("argument", argument, asked);
                }
                call.path("kwargs").properties().forEach(named -> addAsked(named.getKey(), named.getValue(), asked));
            } else {
                for (JsonNode tensor : call) {
                    tensor.path(3).properties().forEach(named -> addAsked(named.getKey(), named.getValue(), asked));
                }
            }
        }
        return asked;
    }

    private static void addAsked(String name, JsonNode value, List<String> asked) {
        List<String> tensors = new ArrayList<>();
        findHistories(value, tensors);
        findNames(List.of(value), tensors);
        boolean usual = value.isNull() || value.isBoolean() && !value.booleanValue();
        if (!usual && tensors.isEmpty()) {
            asked.add(name + "=" + (value.isContainerNode() ? "constants" : value.asText()));
        }
    }

    private static void findHistories(JsonNode node, List<String> names) {
        for (JsonNode history : node.findValues(HISTORY)) {
            names.add(history.path(0).asText());
        }
    }

    private static void findNames(Iterable<JsonNode> arguments, List<String> names) {
        for (JsonNode argument : arguments) {
            boolean tensor = argument.isArray()
                    && argument.size() >= 3
                    && argument.path(0).isTextual();
            boolean tensors = argument.isArray()
                    && argument.path(0).isArray()
                    && argument.path(0).path(0).isTextual();
            if (tensor || tensors) {
                names.add(
                        tensor
                                ? argument.path(0).asText()
                                : argument.path(0).path(0).asText());
            }
        }
    }
}
