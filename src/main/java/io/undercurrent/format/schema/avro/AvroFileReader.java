package io.undercurrent.format.schema.avro;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import java.util.Map;
import org.apache.avro.Schema;

/** Messages of one Avro schema, bare or in the single-object encoding. */
public final class AvroFileReader implements FieldReader {

    private final Schema schema;
    private final Slots slots;
    private final FirstFault fault;
    private final AvroReader reader;

    public AvroFileReader(Schema schema, Slots slots, FirstFault fault) {
        this.schema = schema;
        this.slots = slots;
        this.fault = fault;
        reader = new AvroReader(schema, slots, fault);
    }

    @Override
    public boolean read(byte[] bytes, Map<String, byte[]> headers) {
        slots.clear();
        return !JsonMessages.isEmptyOrTooLarge(bytes, fault)
                && reader.read(bytes, AvroSchemas.start(schema, bytes), headers);
    }

    @Override
    public FieldTypes types() {
        return reader.types();
    }
}
