package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * CloudEvents 1.0 by the binding for Kafka: structured, as a JSON object with the row as its {@code data} or, encoded, as {@code
 * data_base64}; or binary, with the row as the message and the attributes as headers. A field named {@code ce_subject} is the attribute
 * {@code subject}.
 */
final class CloudEvents implements MappedFormat.Rows {

    private static final String PREFIX = "ce_";
    private static final String VERSION = "specversion";

    private final FirstFault fault;
    private final List<String> attributes;
    private final Slots event;
    private final FieldReader eventFields;
    private final RowReader eventRow;
    private final int versionSlot;
    private final int encodedSlot;
    private final int[] attributeSlots;
    private final Slots data;
    private final FieldReader dataFields;
    private final RowReader dataRow;
    private final int[] putSlots;

    /**
     * @param attributes fields that are attributes of events
     */
    CloudEvents(FirstFault fault, List<String> attributes, RowReaders readers) {
        this.fault = fault;
        this.attributes = attributes;
        event = new Slots();
        // The event itself is JSON, whatever its data are.
        eventFields = FieldReaders.JSON.reader(event, fault, Part.VALUE, false);
        versionSlot = event.add(List.of(VERSION));
        encodedSlot = event.add(List.of("data_base64"));
        attributeSlots =
                attributes.stream().mapToInt(field -> event.add(inEvent(field))).toArray();
        eventRow = readers.row(event, eventFields, CloudEvents::inEvent);
        data = new Slots();
        dataFields = readers.fields(data, false);
        putSlots =
                attributes.stream().mapToInt(field -> data.add(List.of(field))).toArray();
        dataRow = readers.row(data, dataFields, Slots::path);
    }

    static boolean isAttribute(String field) {
        return field.startsWith(PREFIX);
    }

    private static List<String> inEvent(String field) {
        if (isAttribute(field)) {
            return List.of(field.substring(PREFIX.length()));
        }
        List<String> path = new ArrayList<>(List.of("data"));
        path.addAll(Slots.path(field));
        return path;
    }

    @Override
    public List<Result> read(Message message) {
        if (message.value() == null || message.value().length == 0) {
            return List.of();
        }
        if (message.headers().containsKey(PREFIX + VERSION)) {
            dataFields.read(message.value(), message.headers());
            for (int i = 0; i < putSlots.length; i++) {
                byte[] header = message.headers().get(attributes.get(i));
                data.put(putSlots[i], header == null ? null : new String(header, StandardCharsets.UTF_8));
            }
            return List.of(result(dataRow));
        }
        boolean read = eventFields.read(message.value(), message.headers());
        if (read && !event.has(versionSlot)) {
            fault.note(
                    Reason.NO_ENVELOPE,
                    VERSION + ": expected a CloudEvent, but there is neither such a field nor a header " + PREFIX
                            + VERSION);
        }
        return List.of(read && event.token(encodedSlot) == JsonToken.VALUE_STRING ? encoded() : result(eventRow));
    }

    private Result encoded() {
        byte[] decoded = new byte[0];
        try {
            decoded = Base64.getDecoder().decode(event.text(encodedSlot));
        } catch (IllegalArgumentException malformed) {
            fault.note(Reason.NOT_JSON, "data_base64: expected base 64, but " + malformed.getMessage());
        }
        dataFields.read(decoded, Map.of());
        for (int i = 0; i < putSlots.length; i++) {
            boolean text = event.token(attributeSlots[i]) == JsonToken.VALUE_STRING;
            data.put(putSlots[i], text ? event.text(attributeSlots[i]) : null);
        }
        return result(dataRow);
    }

    private Result result(RowReader row) {
        row.read(fault.rejection());
        return row.result();
    }
}
