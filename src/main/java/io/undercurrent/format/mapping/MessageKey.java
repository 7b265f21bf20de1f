package io.undercurrent.format.mapping;

import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Message;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The key of a series that stands in the key of the Kafka message: the whole of it, or fields of it. */
final class MessageKey implements SeriesKey {

    private static final String PLACE = "message key";

    private final FirstFault fault = new FirstFault();
    private final ReadingMapping mapping;
    private final Slots cells = new Slots();
    private final FieldReader reader;
    private final FieldsKey fields;
    private final int dateSlot;
    private byte[] bytes;
    private boolean readable;

    MessageKey(ReadingMapping mapping, FieldReaders readers) {
        this.mapping = mapping;
        reader = readers.reader(cells, fault, Part.KEY, true);
        fields = FieldsKey.of(mapping.key(), cells, Slots::path);
        dateSlot = cells.add(Slots.path(mapping.date().field()));
    }

    /** Takes in the key of another message. */
    void take(Message message) {
        bytes = message.key();
        if (!mapping.key().fields().isEmpty()) {
            fault.clear();
            readable = reader.read(bytes, message.headers()) && fault.rejection() == null;
        }
    }

    @Override
    public String read(FirstFault of) {
        if (bytes == null) {
            of.note(Reason.MISSING_KEY, PLACE + ": expected the name of the series, but the message has no key");
            return null;
        }
        if (mapping.key().fields().isEmpty()) {
            return text(of);
        }
        if (!readable) {
            Rejection why = fault.rejection();
            of.note(Reason.KEY_NOT_TEXT, PLACE + ": " + why.detail().replaceFirst("^message: ", ""));
            return null;
        }
        return fields.read(of);
    }

    private String text(FirstFault of) {
        try {
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonMessages.checkKey(key, PLACE, of);
            return key;
        } catch (CharacterCodingException malformed) {
            of.note(Reason.KEY_NOT_TEXT, PLACE + ": expected a text in UTF-8, but got other bytes");
            return null;
        }
    }

    /** The day that the key names beside the series; {@link CalendarDay#NONE} where it names none. */
    int day() {
        if (!readable || !cells.has(dateSlot)) {
            return CalendarDay.NONE;
        }
        Optional<String> form =
                reader.types().dateForm(Slots.path(mapping.date().field()));
        return mapping.date().reader(form).day(cells.text(dateSlot));
    }
}
