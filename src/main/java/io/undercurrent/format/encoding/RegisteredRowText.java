package io.undercurrent.format.encoding;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.schema.MessageFrame;
import io.undercurrent.format.schema.RegisteredSchema;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.format.schema.avro.AvroSchemas;
import io.undercurrent.format.schema.avro.AvroText;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Rows in JSON, or in Avro with a schema of a registry, for which it waits as long as the registry does not answer. */
public final class RegisteredRowText implements RowText {

    private static final int MOST_SCHEMAS = 1_000;

    private final SchemaRegistry registry;
    private final Map<Long, Schema> schemas = new HashMap<>();

    public RegisteredRowText(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String of(byte[] message) {
        if (!RowText.isRegistered(message)) {
            return JSON.of(message);
        }
        FirstFault fault = new FirstFault();
        MessageFrame frame = MessageFrame.of(message, Map.of(), Part.VALUE, fault);
        if (frame == null) {
            throw new IllegalArgumentException(fault.rejection().detail());
        }
        if (schemas.size() >= MOST_SCHEMAS) {
            schemas.clear();
        }
        Schema schema = schemas.computeIfAbsent(frame.id(), this::schema);
        return AvroText.of(schema, message, frame.start())
                .orElseThrow(() -> new IllegalArgumentException(
                        "row: expected Avro of the schema " + schema.getFullName() + ", but got other bytes"));
    }

    private Schema schema(long id) {
        RegisteredSchema schema = registry.schema(id)
                .filter(known -> known.type().equals(RegisteredSchema.AVRO))
                .orElseThrow(() -> new IllegalArgumentException(
                        "row: expected the id of an Avro schema that the registry knows, but got " + id));
        return AvroSchemas.parse(schema);
    }
}
