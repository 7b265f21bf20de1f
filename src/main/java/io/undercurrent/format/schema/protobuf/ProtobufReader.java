package io.undercurrent.format.schema.protobuf;

import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.fields.Slots.Place;
import io.undercurrent.format.schema.SchemaReader;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes chosen places out of Protobuf messages. A field that was not set is null where the schema tells that from its default, and the default
 * elsewhere.
 */
public final class ProtobufReader implements SchemaReader {

    private final FileDescriptor file;
    private final Slots slots;
    private final FirstFault fault;
    private final Map<Descriptor, FieldTypes> typesByMessage = new HashMap<>();
    private FieldTypes types = FieldTypes.NONE;

    public ProtobufReader(FileDescriptor file, Slots slots, FirstFault fault) {
        this.file = file;
        this.slots = slots;
        this.fault = fault;
    }

    @Override
    public boolean read(byte[] bytes, int from, Map<String, byte[]> headers) {
        types = FieldTypes.NONE;
        try {
            DynamicMessage message = parse(file, bytes, from);
            types = typesByMessage.computeIfAbsent(message.getDescriptorForType(), ProtobufTypes::new);
            fill(message, slots.root());
            return true;
        } catch (IOException malformed) {
            fault.note(
                    Reason.NOT_DECODABLE,
                    "message: expected Protobuf of its schema, but "
                            + (malformed.getMessage() == null ? "the bytes end too early" : malformed.getMessage()));
            return false;
        }
    }

    /**
     * @throws IOException if the bytes are no message of the file
     */
    static DynamicMessage parse(FileDescriptor file, byte[] bytes, int from) throws IOException {
        ProtobufFrame frame = ProtobufFrame.of(file, bytes, from);
        return DynamicMessage.parseFrom(
                frame.type(), CodedInputStream.newInstance(bytes, frame.start(), bytes.length - frame.start()));
    }

    private void fill(Message message, Place place) {
        for (String name : place.names()) {
            FieldDescriptor field = ProtobufTypes.field(message.getDescriptorForType(), name);
            if (field != null) {
                fill(message, field, place.inside(name));
            }
        }
    }

    private void fill(Message message, FieldDescriptor field, Place place) {
        if (field.isMapField()) {
            put(place, JsonToken.START_OBJECT, null);
            for (Object entry : (List<?>) message.getField(field)) {
                entry(field, (Message) entry, place);
            }
        } else if (field.isRepeated()) {
            put(place, JsonToken.START_ARRAY, null);
            List<?> elements = (List<?>) message.getField(field);
            for (int index = 0; index < elements.size() && place.isOuter(); index++) {
                value(field, elements.get(index), place.inside(Integer.toString(index)));
            }
        } else if (field.hasPresence() && !message.hasField(field)) {
            slots.putNull(place);
        } else {
            value(field, message.getField(field), place);
        }
    }

    private void entry(FieldDescriptor map, Message entry, Place place) {
        FieldDescriptor key = map.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = map.getMessageType().findFieldByNumber(2);
        Place inner =
                place.inside(ProtobufValues.scalar(key, entry.getField(key)).toString());
        value(value, entry.getField(value), inner);
    }

    /**
     * @param place null where nothing of the value was asked for
     */
    private void value(FieldDescriptor field, Object value, Place place) {
        if (place == null) {
            return;
        }
        Object scalar = ProtobufValues.scalar(field, value);
        if (scalar != null) {
            put(place, ProtobufValues.token(scalar), scalar);
        } else {
            put(place, JsonToken.START_OBJECT, null);
        }
        if (value instanceof Message inner) {
            fill(inner, place);
        }
    }

    private void put(Place place, JsonToken token, Object content) {
        if (place.slot() >= 0) {
            slots.put(place.slot(), token, content);
        }
    }

    @Override
    public FieldTypes types() {
        return types;
    }
}
