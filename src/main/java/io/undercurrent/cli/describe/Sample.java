package io.undercurrent.cli.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Message;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.mapping.Envelope;
import io.undercurrent.format.schema.MessageText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of some messages or rows. */
public final class Sample {

    private final ObjectMapper json = new ObjectMapper();
    private final MessageText text;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final MessageKeys keys = new MessageKeys();
    private final Set<String> defaults = new LinkedHashSet<>();
    private Envelope envelope = Envelope.NONE;
    private boolean schemas;
    private int rows;
    private int others;
    private boolean framed;

    /** A sample of rows, or of messages that are JSON. */
    public Sample() {
        this(MessageText.OF_JSON);
    }

    /**
     * @param text shows messages as JSON
     */
    public Sample(MessageText text) {
        this.text = text;
    }

    /** Takes in a message. */
    public void add(Message message) {
        JsonNode root = read(message);
        if (root == null) {
            others++;
            framed |= message.value() != null && JsonMessages.isFramed(message.value());
            return;
        }
        boolean binary = message.headers().containsKey("ce_specversion");
        JsonNode inner = root;
        if (root.has("schema") && root.has("payload")) {
            schemas = true;
            inner = root.get("payload");
            collectDefaults(root.get("schema"));
        }
        JsonNode row = inner;
        if (inner.has("op") && (inner.has("before") || inner.has("after"))) {
            envelope = Envelope.DEBEZIUM;
            row = inner.path("after").isObject() ? inner.get("after") : inner.path("before");
        } else if (binary || root.has("specversion")) {
            envelope = Envelope.CLOUDEVENTS;
            row = binary ? root : root.path("data");
            JsonNode subject = root.path("subject");
            if (!binary && subject.isTextual()) {
                field("ce_subject").addText(subject.asText());
            }
        } else if (inner != root) {
            envelope = Envelope.CONNECT;
        }
        if (row.isObject()) {
            rows++;
            collect(row, "");
            if (message.key() != null) {
                text.of(Part.KEY, message.key(), message.headers()).ifPresent(keys::add);
            }
        } else {
            others++;
        }
    }

    private JsonNode read(Message message) {
        if (message.value() == null) {
            return null;
        }
        try {
            JsonNode root = json.readTree(
                    text.of(Part.VALUE, message.value(), message.headers()).orElse(""));
            return root.isObject() ? root : null;
        } catch (JsonProcessingException none) {
            return null;
        }
    }

    private void collect(JsonNode node, String path) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = entry.getValue();
            String pointer = path + "/" + name;
            if (value.isObject() && !isDecimal(value)) {
                collect(value, pointer);
            } else {
                add(field(path.isEmpty() && !entry.getKey().startsWith("/") ? entry.getKey() : pointer), value);
            }
        }
    }

    /** Debezium's decimal of any scale is one value. */
    private static boolean isDecimal(JsonNode value) {
        return value.size() == 2 && value.has("scale") && value.has("value");
    }

    private static void add(Field field, JsonNode value) {
        if (value.isTextual()) {
            field.addText(value.asText());
        } else {
            String kind = value.isNull()
                    ? "null"
                    : value.isIntegralNumber()
                            ? "whole number"
                            : value.isNumber()
                                    ? "number"
                                    : value.isBoolean() ? "truth value" : value.isArray() ? Field.LIST : Field.OBJECT;
            field.add(kind, value.isContainerNode() ? value.toString() : value.asText());
        }
    }

    private void collectDefaults(JsonNode type) {
        for (JsonNode field : type.path("fields")) {
            String name = field.path("field").asText();
            if (field.path("type").asText().equals("struct") && (name.equals("before") || name.equals("after"))) {
                collectDefaults(field);
            } else if (field.hasNonNull("default")) {
                defaults.add(name);
            }
        }
    }

    /** Takes in a row of a file whose columns have types, with days and moments as texts. */
    public void addTyped(ObjectNode row) {
        rows++;
        schemas = true;
        collect(row, "");
    }

    /** Takes in a row of a file whose cells are texts. */
    public void add(List<String> header, List<String> cells) {
        rows++;
        for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
            String cell = cells.get(i).strip();
            if (cell.isEmpty()) {
                field(header.get(i)).add("null", "");
            } else {
                field(header.get(i)).addText(cell);
            }
        }
    }

    private Field field(String name) {
        return fields.computeIfAbsent(name, Field::new);
    }

    Collection<Field> fields() {
        return new ArrayList<>(fields.values());
    }

    /** Fields in the place of whose nulls Connect puts a default. */
    Set<String> defaults() {
        return defaults;
    }

    /** The keys of the messages. */
    MessageKeys keys() {
        return keys;
    }

    Envelope envelope() {
        return envelope;
    }

    /** Whether a schema says how days and decimals are written: Kafka Connect's around messages, or that of a file. */
    boolean hasSchemas() {
        return schemas;
    }

    int rows() {
        return rows;
    }

    /** Whether some of those that have no row begin as messages whose schema is in a registry. */
    boolean hasFramed() {
        return framed;
    }

    /** Messages that have no row. */
    int others() {
        return others;
    }
}
