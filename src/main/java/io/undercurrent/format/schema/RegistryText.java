package io.undercurrent.format.schema;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.Part;
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
        return schema.type().equals(RegisteredSchema.AVRO)
                ? AvroText.of(AvroSchemas.parse(schema), bytes, from)
                : Optional.empty();
    }
}
