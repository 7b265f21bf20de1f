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
 * What files of all kinds of models have in common: a safetensors container with one text entry, in which a description stands
 * as JSON, beginning with the version of the format and the kind of model.
 *
 * @param version of the format that the file has
 * @param kind of model; that of a file of an early version is {@value #FIRST_KIND}
 * @param description all of it, to be read by the kind
 */
public record ModelContent(int version, String kind, ObjectNode description, List<Tensor> tensors) {

    /** Raised whenever a file of the version before would be understood wrongly. */
    static final int VERSION = 5;

    /** The only one before version 3, which first told kinds apart. */
    public static final String FIRST_KIND = "recurrent";

    private static final int FIRST_WITH_KINDS = 3;
    private static final String ENTRY = "undercurrent";
    private static final String FORMAT_VERSION = "formatVersion";
    private static final String KIND = "kind";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // No part may be null, elements of lists included, nor an empty text, which would become null for a number.
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
     * @param parts of the description, a record
     * @throws IllegalArgumentException if they are more than can be read
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
     * @throws ModelFileException if the bytes are not a model, damaged, or of a later format
     */
    public static ModelContent read(byte[] bytes) throws ModelFileException {
        SafeTensors file = SafeTensors.read(bytes);
        String entry = file.entries().get(ENTRY);
        if (entry == null) {
            throw new ModelFileException("header: expected an entry '" + ENTRY + "': not a model of Undercurrent");
        }
        try {
            // The version comes first: what a later version wrote need not look like a description of this one.
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
            return new ModelContent(version, kind, description, file.tensors());
        } catch (JsonProcessingException e) {
            throw new ModelFileException("description: " + e.getOriginalMessage());
        }
    }

    /**
     * The description as a record.
     *
     * @throws ModelFileException if it is none; the message names the part that is wrong
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

    /** What in the description is wrong, such as {@code description.spec.columns.targets[1]}. */
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
