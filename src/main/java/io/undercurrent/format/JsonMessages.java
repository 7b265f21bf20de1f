package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What holds for all JSON messages, whatever fields they have: their size, their bytes and their syntax.
 *
 * <p>Keeps working memory between messages: one instance serves one thread.
 */
public final class JsonMessages {

    /** The longest message accepted. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    /** The longest key of a series accepted, in UTF-8. */
    public static final int MAX_KEY_BYTES = 1 << 10;

    /** A hint at what messages are that begin as those of registries do. */
    public static final String FRAMED =
            "; it begins as messages do whose schema is in a registry, which --schema-registry reads";

    private static final int FRAME_BYTES = 5;

    private static final int MAX_DEPTH = 1000;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_MESSAGE_BYTES)
                    .maxNameLength(MAX_MESSAGE_BYTES)
                    .maxStringLength(MAX_MESSAGE_BYTES)
                    .build())
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            // The tokens NaN and Infinity have a reason of their own.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Field names are cached over messages; a full cache must not make a later message fail.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final FirstFault fault;

    /** Reads the fields of a message, whose parser stands on the beginning of its object. */
    public interface Fields {
        void read(JsonParser parser) throws IOException;
    }

    /**
     * @param fault receives what is wrong with messages
     */
    public JsonMessages(FirstFault fault) {
        this.fault = fault;
    }

    /**
     * Reads a message that is one JSON object.
     *
     * @param message the bytes, or null for a record without a value
     * @param fields reads up to the end of the object
     * @return whether that was done, even if a later byte is wrong
     */
    public boolean read(byte[] message, Fields fields) {
        if (isEmptyOrTooLarge(message, fault)) {
            return false;
        }
        int invalid = Utf8.firstInvalid(message);
        if (invalid >= 0) {
            fault.note(
                    Reason.NOT_JSON,
                    "message: expected JSON in UTF-8, but byte " + invalid + " (0x"
                            + String.format(Locale.ROOT, "%02x", message[invalid]) + ") is not allowed there"
                            + (isFramed(message) ? FRAMED : ""));
            return false;
        }
        try (JsonParser parser = json.createParser(message)) {
            return readObject(parser, fields);
        } catch (JsonProcessingException malformed) {
            JsonLocation location = malformed.getLocation();
            String where = location == null ? "" : "at byte " + location.getByteOffset() + ": ";
            fault.note(Reason.NOT_JSON, "message: expected JSON, but " + where + malformed.getOriginalMessage());
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from an array failed", impossible);
        }
    }

    /** Whether bytes begin as those of messages whose schema is in a registry. */
    public static boolean isFramed(byte[] message) {
        return message.length > FRAME_BYTES && message[0] == 0;
    }

    /** Takes in what is wrong with the length of a message of any encoding, if anything is. Returns whether it is. */
    public static boolean isEmptyOrTooLarge(byte[] message, FirstFault fault) {
        if (message == null || message.length == 0) {
            fault.note(Reason.EMPTY_MESSAGE, "message: expected a JSON object, but there are no bytes");
            return true;
        }
        if (message.length > MAX_MESSAGE_BYTES) {
            fault.note(
                    Reason.MESSAGE_TOO_LARGE,
                    "message: expected at most " + MAX_MESSAGE_BYTES + " bytes, but got " + message.length);
            return true;
        }
        return false;
    }

    private boolean readObject(JsonParser parser, Fields fields) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            fault.note(Reason.NOT_JSON, "message: expected a JSON object, but got " + describe(parser));
            return false;
        }
        fields.read(parser);
        if (parser.nextToken() != null) {
            fault.note(Reason.NOT_JSON, "message: expected nothing after the object, but got " + describe(parser));
        }
        return true;
    }

    /** Passes over the current value. The tokens NaN and Infinity, let in for the sake of the columns, are no JSON here. */
    public void skip(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
                fault.note(Reason.NOT_JSON, "message: expected JSON, but got " + describe(parser));
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** The current token for a person. */
    public static String describe(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return token == null ? "nothing" : describe(token, parser.getText());
    }

    /**
     * A token with its text for a person.
     *
     * @param text null for what has none
     */
    public static String describe(JsonToken token, String text) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text " + Quotation.of(text);
            case VALUE_NUMBER_INT -> "the number " + Quotation.of(text);
            case VALUE_NULL -> "'null'";
            default -> Quotation.of(text);
        };
    }

    /** Takes in what is wrong with the key of a series, if anything is. */
    public static void checkKey(String key, String field, FirstFault fault) {
        int bytes = Utf8.length(key);
        if (bytes < 0) {
            fault.note(Reason.KEY_NOT_TEXT, field + ": expected Unicode text, but got an unpaired surrogate");
        } else if (bytes == 0) {
            fault.note(Reason.EMPTY_KEY, field + ": expected the name of the series, but got the empty text");
        } else if (bytes > MAX_KEY_BYTES) {
            fault.note(Reason.KEY_TOO_LONG, field + ": expected at most " + MAX_KEY_BYTES + " bytes, but got " + bytes);
        }
    }
}
