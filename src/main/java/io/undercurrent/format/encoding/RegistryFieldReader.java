package io.undercurrent.format.encoding;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.schema.JsonSchemaReader;
import io.undercurrent.format.schema.MessageFrame;
import io.undercurrent.format.schema.RegisteredSchema;
import io.undercurrent.format.schema.SchemaReader;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.format.schema.avro.AvroReader;
import io.undercurrent.format.schema.avro.AvroSchemas;
import io.undercurrent.format.schema.protobuf.ProtobufReader;
import io.undercurrent.format.schema.protobuf.ProtobufSchemas;
import io.undercurrent.series.Rejection.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Messages whose schemas a registry has. A key that names no schema is taken for JSON. */
final class RegistryFieldReader implements FieldReader {

    private static final int MOST_SCHEMAS = 1_000;

    private final SchemaRegistry registry;
    private final Slots slots;
    private final FirstFault fault;
    private final Part part;
    private final FieldReader json;
    private final Map<Long, SchemaReader> readers = new HashMap<>();
    private FieldTypes types = FieldTypes.NONE;

    RegistryFieldReader(SchemaRegistry registry, Slots slots, FirstFault fault, Part part) {
        this.registry = registry;
        this.slots = slots;
        this.fault = fault;
        this.part = part;
        json = FieldReaders.JSON.reader(slots, fault, part, part == Part.KEY);
    }

    @Override
    public boolean read(byte[] bytes, Map<String, byte[]> headers) {
        slots.clear();
        types = FieldTypes.NONE;
        if (part == Part.KEY && (bytes == null || !MessageFrame.isPresent(bytes, headers, part))) {
            boolean read = json.read(bytes, headers);
            types = json.types();
            return read;
        }
        if (JsonMessages.isEmptyOrTooLarge(bytes, fault)) {
            return false;
        }
        MessageFrame frame = MessageFrame.of(bytes, headers, part, fault);
        SchemaReader reader = frame == null ? null : reader(frame.id());
        if (reader == null) {
            return false;
        }
        boolean read = reader.read(bytes, frame.start(), headers);
        types = reader.types();
        return read;
    }

    /** What reads messages of a schema; null where it is unknown, which was noted. */
    private SchemaReader reader(long id) {
        SchemaReader reader = readers.get(id);
        if (reader == null) {
            Optional<RegisteredSchema> schema = registry.schema(id);
            if (schema.isEmpty()) {
                fault.note(
                        Reason.NO_SCHEMA,
                        "message: expected the id of a schema that the registry knows, but got " + id);
                return null;
            }
            reader = reader(id, schema.get());
            if (readers.size() >= MOST_SCHEMAS) {
                readers.clear();
            }
            readers.put(id, reader);
        }
        return reader;
    }

    private SchemaReader reader(long id, RegisteredSchema schema) {
        try {
            return switch (schema.type()) {
                case RegisteredSchema.AVRO -> new AvroReader(AvroSchemas.parse(schema), slots, fault);
                case RegisteredSchema.JSON -> new JsonSchemaReader(schema, slots, fault);
                case RegisteredSchema.PROTOBUF -> new ProtobufReader(ProtobufSchemas.parse(schema), slots, fault);
                default -> refusing(id, "its type is " + schema.type());
            };
        } catch (IllegalArgumentException unusable) {
            return refusing(id, unusable.getMessage());
        }
    }

    private SchemaReader refusing(long id, String why) {
        return new SchemaReader() {
            @Override
            public boolean read(byte[] bytes, int from, Map<String, byte[]> headers) {
                fault.note(
                        Reason.NO_SCHEMA,
                        "message: expected a schema that can be read, but that of id " + id + ": " + why);
                return false;
            }

            @Override
            public FieldTypes types() {
                return FieldTypes.NONE;
            }
        };
    }

    @Override
    public FieldTypes types() {
        return types;
    }
}
