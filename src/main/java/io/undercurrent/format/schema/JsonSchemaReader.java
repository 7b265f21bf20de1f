package io.undercurrent.format.schema;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import java.util.Arrays;
import java.util.Map;

/** JSON messages whose schema says how days and decimals are written. Whether they keep to it otherwise is not looked at. */
public final class JsonSchemaReader implements SchemaReader {

    private final FieldReader json;
    private final FieldTypes types;

    public JsonSchemaReader(RegisteredSchema schema, Slots slots, FirstFault fault) {
        json = FieldReaders.JSON.reader(slots, fault, Part.VALUE, false);
        types = new JsonSchemaTypes(schema.text());
    }

    @Override
    public boolean read(byte[] bytes, int from, Map<String, byte[]> headers) {
        return json.read(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length), headers);
    }

    @Override
    public FieldTypes types() {
        return types;
    }
}
