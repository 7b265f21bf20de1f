package io.undercurrent.format.schema;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import java.util.Map;

/** JSON messages of one schema, unless they have Kafka Connect's around them. */
public final class JsonSchemaFileReader implements FieldReader {

    private final FieldReader json;
    private final FieldTypes types;

    /**
     * @param wrapped whether messages may have Kafka Connect's schema around them
     */
    public JsonSchemaFileReader(String schema, Slots slots, FirstFault fault, boolean wrapped) {
        json = FieldReaders.JSON.reader(slots, fault, Part.VALUE, wrapped);
        types = new JsonSchemaTypes(schema);
    }

    /**
     * Whether a text is a JSON Schema, and no schema of another kind.
     *
     * @throws IllegalArgumentException if the text is no JSON
     */
    public static boolean isSchema(String text) {
        return new JsonSchemaTypes(text).isOfObjects();
    }

    @Override
    public boolean read(byte[] bytes, Map<String, byte[]> headers) {
        return json.read(bytes, headers);
    }

    @Override
    public FieldTypes types() {
        return json.types() == FieldTypes.NONE ? types : json.types();
    }
}
