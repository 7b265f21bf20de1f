package io.undercurrent.format.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.format.fields.ConnectTypes;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.fields.FieldTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a JSON Schema says of fields: by {@code format}, or by the titles that Kafka Connect's converter gives to types. */
final class JsonSchemaTypes implements FieldTypes {

    private static final int MOST_DEPTH = 50;
    private static final Map<String, String> FORMATS =
            Map.of("date", DateReader.ISO_DATE, "date-time", DateReader.ISO_TIME);

    private final JsonNode root;

    /**
     * @throws IllegalArgumentException if the text is no JSON
     */
    JsonSchemaTypes(String schema) {
        try {
            root = new ObjectMapper().readTree(schema);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "expected a JSON Schema, but " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Whether it says of itself that it is a JSON Schema, or is one of objects: an Avro schema has neither. */
    boolean isOfObjects() {
        return root.has("$schema")
                || root.has("properties")
                || root.path("type").asText().equals("object");
    }

    @Override
    public Optional<String> dateForm(List<String> path) {
        return types(path).stream()
                .map(type -> ConnectTypes.dateForm(type.path("title").asText())
                        .or(() -> Optional.ofNullable(
                                FORMATS.get(type.path("format").asText()))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<Integer> scale(List<String> path) {
        return types(path).stream()
                .filter(type -> ConnectTypes.isDecimal(type.path("title").asText()))
                .map(type -> type.path("connect.parameters").path("scale").asInt())
                .findFirst();
    }

    private List<JsonNode> types(List<String> path) {
        List<JsonNode> found = new ArrayList<>();
        collect(root, path, 0, new IdentityHashMap<>(), found);
        return found;
    }

    /**
     * Adds all that is said of a place, in every branch and behind every reference.
     *
     * @param seen types that were looked at before, each with the lengths of the paths that were left: branches may lead back to them
     */
    private void collect(
            JsonNode type, List<String> path, int depth, Map<JsonNode, Set<Integer>> seen, List<JsonNode> found) {
        if (type.isMissingNode()
                || depth > MOST_DEPTH
                || !seen.computeIfAbsent(type, first -> new HashSet<>()).add(path.size())) {
            return;
        }
        if (path.isEmpty()) {
            found.add(type);
        } else {
            List<String> rest = path.subList(1, path.size());
            collect(type.path("properties").path(path.get(0)), rest, depth + 1, seen, found);
            collect(type.path("items"), rest, depth + 1, seen, found);
        }
        for (String branches : List.of("oneOf", "anyOf", "allOf")) {
            type.path(branches).forEach(branch -> collect(branch, path, depth + 1, seen, found));
        }
        String reference = type.path("$ref").asText();
        if (reference.startsWith("#/")) {
            collect(root.at(reference.substring(1)), path, depth + 1, seen, found);
        }
    }
}
