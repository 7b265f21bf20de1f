package io.undercurrent.format.encoding;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.schema.MessageFrame;
import io.undercurrent.format.schema.MessageText;
import io.undercurrent.format.schema.RegisteredSchema;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.format.schema.avro.AvroSchemas;
import io.undercurrent.format.schema.avro.AvroText;
import io.undercurrent.format.schema.protobuf.ProtobufSchemas;
import io.undercurrent.format.schema.protobuf.ProtobufText;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Messages whose schemas a registry has, as JSON. A part that names no schema is taken for a text. */
final class RegistryText implements MessageText {

    private final SchemaRegistry registry;

    RegistryText(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<String> of(Part part, byte[] bytes, Map<String, byte[]> headers) {
        if (!MessageFrame.isPresent(bytes, headers, part)) {
            return OF_JSON.of(part, bytes, headers);
        }
        MessageFrame frame = MessageFrame.of(bytes, headers, part, new FirstFault());
        try {
            return frame == null
                    ? Optional.empty()
                    : registry.schemaIfAnswered(frame.id()).flatMap(schema -> text(schema, bytes, frame.start()));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(RegisteredSchema schema, byte[] bytes, int from) {
        return switch (schema.type()) {
            case RegisteredSchema.AVRO -> AvroText.of(AvroSchemas.parse(schema), bytes, from);
            case RegisteredSchema.PROTOBUF -> ProtobufText.of(ProtobufSchemas.parse(schema), bytes, from);
            case RegisteredSchema.JSON ->
                OF_JSON.of(Part.VALUE, Arrays.copyOfRange(bytes, from, bytes.length), Map.of());
            default -> Optional.empty();
        };
    }
}
