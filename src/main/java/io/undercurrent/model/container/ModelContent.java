package io.undercurrent.model.container;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.model.container.SafeTensors.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The format common to all kinds of model files: a safetensors container with one text entry. The entry is a
 * description in JSON that begins with the version of the format and the kind of model.
 *
 * @param version version of the format
 * @param kind kind of model; files of early versions have no kind and are {@value #FIRST_KIND}
 * @param description the whole description; each kind reads its own parts
 */
public record ModelContent(int version, String kind, ObjectNode description, List<Tensor> tensors) {

    /** Must be raised whenever files of the previous version would be read wrongly. */
    static final int VERSION = 11;

    /** The only kind before version 3, which introduced kinds. */
    public static final String FIRST_KIND = "recurrent";

    private static final int FIRST_WITH_KINDS = 3;

    /** The last version before a training could go on with a model. */
    private static final int WITHOUT_PREDECESSORS = 5;

    /** The last version before the errors on the days held back. */
    private static final int WITHOUT_ERRORS = 6;

    private static final String ENTRY = "undercurrent";
    private static final String FORMAT_VERSION = "formatVersion";
    private static final String KIND = "kind";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Refuse null everywhere, also in lists, and empty texts, which Jackson would turn into null for a number.
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** A part of a description as JSON. */
    public static JsonNode json(Object part) {
        return JSON.valueToTree(part);
    }

    /**
     * The bytes of a file of this version.
     *
     * @param parts parts of the description, a record
     * @throws IllegalArgumentException if the file would be larger than {@link #read} accepts
     */
    public static byte[] write(String kind, Object parts, List<Tensor> tensors) {
        ObjectNode description = JSON.createObjectNode();
        description.put(FORMAT_VERSION, VERSION);
        description.put(KIND, kind);
        description.setAll((ObjectNode) json(parts));
        try {
            return SafeTensors.write(Map.of(ENTRY, JSON.writeValueAsString(description)), tensors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a description is always JSON", e);
        }
    }

    /** SHA-256 of the bytes of a file, in hexadecimal digits. */
    public static String checksum(byte[] file) {
        try {
            return SafeTensors.read(file).checksum();
        } catch (ModelFileException e) {
            throw new IllegalArgumentException("model: cannot be stored: " + e.getMessage(), e);
        }
    }

    /**
     *
     * @throws ModelFileException if the bytes are not a model, damaged, or of a later format
     */
    public static ModelContent read(byte[] bytes) throws ModelFileException {
        SafeTensors file = SafeTensors.read(bytes);
        String entry = file.entries().get(ENTRY);
        if (entry == null) {
            throw new ModelFileException("header: expected an entry '" + ENTRY + "': not a model of Undercurrent");
        }
        try {
            // Check the version first: a description of a later version may look entirely different.
            JsonNode json = JSON.readTree(entry);
            int version = json.path(FORMAT_VERSION).asInt();
            if (version < 1 || version > VERSION || !(json instanceof ObjectNode description)) {
                throw new ModelFileException(
                        "format version: expected 1 to " + VERSION + ", but the file has " + version);
            }
            String kind = version < FIRST_WITH_KINDS
                    ? FIRST_KIND
                    : description.path(KIND).asText();
            description.remove(FORMAT_VERSION);
            description.remove(KIND);
            if (version <= WITHOUT_PREDECESSORS && description.get("provenance") instanceof ObjectNode provenance) {
                provenance.putArray("predecessors");
            }
            if (version <= WITHOUT_ERRORS && description.get("provenance") instanceof ObjectNode provenance) {
                provenance.putArray("heldBackErrors");
            }
            return new ModelContent(version, kind, description, file.tensors());
        } catch (JsonProcessingException e) {
            throw new ModelFileException("description: " + e.getOriginalMessage());
        }
    }

    /**
     * The description as a record.
     *
     * @throws ModelFileException if it does not match; the message names the wrong part
     */
    public <T> T describedAs(Class<T> type) throws ModelFileException {
        try {
            return JSON.treeToValue(description, type);
        } catch (JsonMappingException e) {
            throw new ModelFileException(place(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new ModelFileException("description: " + e.getOriginalMessage());
        }
    }

    /** The wrong part of the description, such as {@code description.spec.columns.targets[1]}. */
    private static String place(JsonMappingException wrong) {
        StringBuilder place = new StringBuilder("description");
        for (JsonMappingException.Reference step : wrong.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append('.').append(step.getFieldName());
            }
        }
        return place.toString();
    }
}
