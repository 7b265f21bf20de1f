package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Message;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.JsonFieldReader;
import io.undercurrent.format.fields.NameCell;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The key of a series that stands in the key of the Kafka message: the whole of it, or fields of it. */
final class MessageKey implements SeriesKey {

    private static final ObjectReader QUOTED =
            new ObjectMapper().readerFor(String.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String PLACE = "message key";
    /** As Kafka Connect's JSON converter begins what it writes with a schema. */
    private static final byte[] WRAPPED = "{\"schema\":".getBytes(StandardCharsets.UTF_8);

    private final FirstFault fault = new FirstFault();
    private final ReadingMapping mapping;
    private final Slots cells = new Slots();
    private final FieldReader reader;
    private final FieldsKey fields;
    private final int dateSlot;
    /** Of a key that is a text or a number by its schema. */
    private final NameCell whole;

    private final NameCell payload;
    private byte[] bytes;
    /** Whether the bytes are more than the text of the key. */
    private boolean encoded;

    private boolean readable;

    MessageKey(ReadingMapping mapping, FieldReaders readers) {
        this.mapping = mapping;
        reader = readers.reader(cells, fault, Part.KEY, true);
        fields = FieldsKey.of(mapping.key(), cells, Slots::path, reader::types);
        dateSlot = cells.add(Slots.path(mapping.date().field()));
        whole = new NameCell(cells, List.of(), List.of());
        payload = new NameCell(cells, List.of(JsonFieldReader.PAYLOAD), List.of());
    }

    /** Takes in the key of another message. */
    void take(Message message) {
        bytes = message.key();
        encoded = bytes != null && (!mapping.key().fields().isEmpty() || isFramed(message) || isWrapped());
        readable = false;
        if (encoded) {
            fault.clear();
            readable = reader.read(bytes, message.headers()) && fault.rejection() == null;
        }
    }

    private boolean isFramed(Message message) {
        return mapping.encoding().namesSchema(Part.KEY, bytes, message.headers());
    }

    private boolean isWrapped() {
        return Arrays.equals(bytes, 0, Math.min(bytes.length, WRAPPED.length), WRAPPED, 0, WRAPPED.length);
    }

    @Override
    public String read(FirstFault of) {
        if (bytes == null) {
            of.note(Reason.MISSING_KEY, PLACE + ": expected the name of the series, but the message has no key");
            return null;
        }
        if (!encoded) {
            return text(of);
        }
        if (!readable) {
            Rejection why = fault.rejection();
            of.note(Reason.KEY_NOT_TEXT, PLACE + ": " + why.detail().replaceFirst("^message: ", ""));
            return null;
        }
        return mapping.key().fields().isEmpty() ? whole(of) : fields.read(of);
    }

    /** A key that is a text or a whole number inside of its encoding. */
    private String whole(FirstFault of) {
        NameCell cell = whole.token() == null ? payload : whole;
        Optional<String> key = cell.read(reader.types());
        if (key.isEmpty()) {
            of.note(
                    Reason.KEY_NOT_TEXT,
                    PLACE + ": expected a text or a whole number, but got " + cell.describe()
                            + "; --key-field names what to take of it");
            return null;
        }
        JsonMessages.checkKey(key.get(), PLACE, of);
        return key.get();
    }

    private String text(FirstFault of) {
        if (hasZero()) {
            of.note(
                    Reason.KEY_NOT_TEXT,
                    PLACE + ": expected a text, but got " + bytes.length
                            + " bytes with a zero among them, as serialisers of numbers write them");
            return null;
        }
        try {
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String plain = key.startsWith("\"") && key.endsWith("\"") ? unquoted(key) : key;
            JsonMessages.checkKey(plain, PLACE, of);
            return plain;
        } catch (CharacterCodingException malformed) {
            of.note(Reason.KEY_NOT_TEXT, PLACE + ": expected a text in UTF-8, but got other bytes");
            return null;
        }
    }

    private boolean hasZero() {
        for (byte unit : bytes) {
            if (unit == 0) {
                return true;
            }
        }
        return false;
    }

    /** The text of a JSON text; what is none is taken as it is. */
    private static String unquoted(String key) {
        try {
            return QUOTED.readValue(key);
        } catch (JsonProcessingException none) {
            return key;
        }
    }

    /** The day that the key names beside the series; {@link CalendarDay#NONE} where it names none. */
    int day() {
        if (!readable || cells.text(dateSlot) == null) {
            return CalendarDay.NONE;
        }
        Optional<String> form =
                reader.types().dateForm(Slots.path(mapping.date().field()));
        return mapping.date().reader(form).day(cells.text(dateSlot));
    }
}
