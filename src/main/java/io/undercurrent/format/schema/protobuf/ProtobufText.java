package io.undercurrent.format.schema.protobuf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Protobuf messages as JSON, under the names of the schema. */
public final class ProtobufText {

    private static final JsonFactory JSON = new JsonFactory();

    private ProtobufText() {}

    /** The JSON of a message; empty where it is none of the file. */
    public static Optional<String> of(FileDescriptor file, byte[] bytes, int from) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(ProtobufReader.parse(file, bytes, from), json);
        } catch (IOException malformed) {
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    private static void write(Message message, JsonGenerator json) throws IOException {
        json.writeStartObject();
        List<FieldDescriptor> fields =
                new ArrayList<>(message.getDescriptorForType().getFields());
        fields.sort(Comparator.comparingInt(FieldDescriptor::getNumber));
        for (FieldDescriptor field : fields) {
            if (field.isRepeated() || !field.hasPresence() || message.hasField(field)) {
                json.writeFieldName(field.getName());
                field(field, message.getField(field), json);
            }
        }
        json.writeEndObject();
    }

    private static void field(FieldDescriptor field, Object value, JsonGenerator json) throws IOException {
        if (field.isMapField()) {
            FieldDescriptor inner = field.getMessageType().findFieldByNumber(2);
            FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
            json.writeStartObject();
            for (Object entry : (List<?>) value) {
                Message pair = (Message) entry;
                json.writeFieldName(
                        ProtobufValues.scalar(key, pair.getField(key)).toString());
                value(inner, pair.getField(inner), json);
            }
            json.writeEndObject();
        } else if (field.isRepeated()) {
            json.writeStartArray();
            for (Object element : (List<?>) value) {
                value(field, element, json);
            }
            json.writeEndArray();
        } else {
            value(field, value, json);
        }
    }

    private static void value(FieldDescriptor field, Object value, JsonGenerator json) throws IOException {
        Object scalar = ProtobufValues.scalar(field, value);
        if (scalar == null) {
            write((Message) value, json);
        } else if (scalar instanceof Number number && !Double.isFinite(number.doubleValue())) {
            json.writeNull();
        } else if (scalar instanceof Number) {
            json.writeRawValue(scalar.toString());
        } else {
            json.writeObject(scalar);
        }
    }
}
