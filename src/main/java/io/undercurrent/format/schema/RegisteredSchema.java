package io.undercurrent.format.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A schema as a registry has it.
 *
 * @param type {@code AVRO}, {@code JSON} or {@code PROTOBUF}
 * @param references the schemas that it and those use, by the names under which they do; each after those that it uses itself
 */
public record RegisteredSchema(String type, String text, Map<String, String> references) {

    public static final String AVRO = "AVRO";
    public static final String JSON = "JSON";
    public static final String PROTOBUF = "PROTOBUF";

    /** The texts of the references in their order, then its own. */
    public List<String> texts() {
        List<String> all = new ArrayList<>(references.values());
        all.add(text);
        return all;
    }
}
