package io.undercurrent.format.schema.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.fields.FieldTypes;
import java.util.List;
import java.util.Optional;

/** What a Protobuf message says of fields. */
final class ProtobufTypes implements FieldTypes {

    private final Descriptor message;

    ProtobufTypes(Descriptor message) {
        this.message = message;
    }

    /** The field of a name, or of a name as Protobuf's JSON has it; null where there is none. */
    static FieldDescriptor field(Descriptor message, String name) {
        FieldDescriptor field = message.findFieldByName(name);
        if (field == null) {
            for (FieldDescriptor other : message.getFields()) {
                if (other.getJsonName().equals(name)) {
                    return other;
                }
            }
        }
        return field;
    }

    @Override
    public Optional<String> dateForm(List<String> path) {
        Descriptor type = message;
        boolean several = false;
        for (String name : path) {
            if (several) {
                // An element, by its index or key.
                several = false;
                continue;
            }
            FieldDescriptor field = type == null ? null : field(type, name);
            if (field == null) {
                return Optional.empty();
            }
            FieldDescriptor value = field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
            type = value.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? value.getMessageType() : null;
            several = field.isRepeated();
        }
        return type != null && type.getFullName().equals(ProtobufValues.TIMESTAMP)
                ? Optional.of(DateReader.EPOCH_SECONDS)
                : Optional.empty();
    }

    /** Decimals are read as numbers. */
    @Override
    public Optional<Integer> scale(List<String> path) {
        return Optional.empty();
    }
}
