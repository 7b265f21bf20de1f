package io.undercurrent.format.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Kafka Connect's schema, which stands in each message of its JSON converter, says of fields. It is parsed once as long as its
 * bytes stay the same.
 */
final class ConnectSchema {

    private final ObjectMapper mapper = new ObjectMapper();
    private byte[] last = new byte[0];
    private FieldTypes lastTypes = FieldTypes.NONE;
    private FieldTypes types = FieldTypes.NONE;

    /** Makes it ready for another message. */
    void clear() {
        types = FieldTypes.NONE;
    }

    /** Takes in the schema of a message, which stands in some of its bytes and is sound JSON. */
    void note(byte[] message, int from, int to) throws IOException {
        if (!Arrays.equals(message, from, to, last, 0, last.length)) {
            last = Arrays.copyOfRange(message, from, to);
            lastTypes = new Types(mapper.readTree(last));
        }
        types = lastTypes;
    }

    /** What the schema of the present message says. */
    FieldTypes types() {
        return types;
    }

    private static final class Types implements FieldTypes {

        private final JsonNode root;

        Types(JsonNode root) {
            this.root = root;
        }

        @Override
        public Optional<String> dateForm(List<String> path) {
            return ConnectTypes.dateForm(type(path).path("name").asText());
        }

        @Override
        public Optional<Integer> scale(List<String> path) {
            JsonNode type = type(path);
            return ConnectTypes.isDecimal(type.path("name").asText())
                    ? Optional.of(type.path("parameters").path("scale").asInt())
                    : Optional.empty();
        }

        private JsonNode type(List<String> path) {
            JsonNode type = root;
            for (String name : path) {
                type = inside(type, name);
            }
            return type;
        }

        /** The type of a field, or of the elements of an array or a map. */
        private static JsonNode inside(JsonNode type, String name) {
            return switch (type.path("type").asText()) {
                case "array" -> type.path("items");
                case "map" -> type.path("values");
                default -> field(type, name);
            };
        }

        private static JsonNode field(JsonNode type, String name) {
            for (JsonNode field : type.path("fields")) {
                if (field.path("field").asText().equals(name)) {
                    return field;
                }
            }
            return MissingNode.getInstance();
        }
    }
}
