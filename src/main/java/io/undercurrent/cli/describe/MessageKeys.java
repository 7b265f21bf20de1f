package io.undercurrent.cli.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of sampled messages: texts, or JSON with fields. */
final class MessageKeys {

    private static final String NAME = "message key";

    private final ObjectReader json = new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Field whole = new Field(NAME);
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int objects;

    /** Takes in a key. */
    void add(String text) {
        JsonNode key = read(text);
        if (!key.isObject()) {
            whole.addText(key.isTextual() || key.isIntegralNumber() ? key.asText() : text);
            return;
        }
        objects++;
        key.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                field(entry.getKey()).addText(entry.getValue().asText());
            } else if (entry.getValue().isIntegralNumber()) {
                field(entry.getKey()).add("whole number", entry.getValue().asText());
            }
        });
    }

    private Field field(String name) {
        return fields.computeIfAbsent(name, Field::new);
    }

    /** A key inside of Kafka Connect's schema or not. */
    private JsonNode read(String text) {
        try {
            JsonNode root = json.readTree(text);
            return root.has("schema") && root.has("payload") ? root.get("payload") : root;
        } catch (JsonProcessingException none) {
            return TextNode.valueOf(text);
        }
    }

    /** Whether so many messages all have a text as their key, and not all the same. */
    boolean areTexts(int messages) {
        return whole.present() == messages && whole.distinct() > 1;
    }

    /** Names of the fields that the keys of so many messages all have. */
    List<String> names(int messages) {
        return objects < messages
                ? List.of()
                : fields.values().stream()
                        .filter(field -> field.present() == messages)
                        .map(Field::name)
                        .toList();
    }

    /** What there is to show: the whole keys, or their fields. */
    Collection<Field> fields() {
        List<Field> all = new ArrayList<>(fields.values());
        if (whole.present() > 0) {
            all.add(0, whole);
        }
        return all;
    }

    /** The name of a field for people. */
    static String title(Field field) {
        return field.name().equals(NAME) ? NAME : NAME + ": " + field.name();
    }
}
