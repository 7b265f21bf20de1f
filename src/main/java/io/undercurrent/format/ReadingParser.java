package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * JSON messages to readings. Each message, whatever its bytes, becomes either a reading or a rejection.
 *
 * <p>Fields other than {@code key}, {@code date} and the configured columns are skipped. Where a message is wrong in
 * several ways, the reason that stands first in {@link Reason} is given, so that the verdict does not depend on the
 * order of the fields. Nothing is repaired: only the negative zero becomes zero, so that equal numbers have equal bits.
 *
 * <p>Keeps working memory between messages: one parser serves one thread.
 */
public final class ReadingParser {

    /** The longest message accepted. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    /** The longest key accepted, in UTF-8. */
    public static final int MAX_KEY_BYTES = 1 << 10;

    private static final int MAX_DEPTH = 1000;
    private static final int OTHER = -3;
    private static final int KEY = -2;
    private static final int DATE = -1;

    /** A number for a date up to here may count days since 1970, and those between the other two milliseconds: to 2199. */
    private static final long MOST_DAYS = 83_999;

    private static final long LEAST_MILLIS = 10_000_000_000L;
    private static final long MOST_MILLIS = 7_257_600_000_000L;

    /** What Debezium's ExtractNewRecordState adds where it rewrites deletes: a text, or a truth value after a cast. */
    private static final String DELETED = "__deleted";

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

    private final Columns columns;
    /**
     * Column by name, {@link #KEY} and {@link #DATE} for the other two fields of the contract, {@link #OTHER} for columns of
     * others.
     */
    private final Map<String, Integer> fields = new HashMap<>();

    private final ForeignFields foreign;
    private final boolean[] seen;
    private boolean anySeen;
    private boolean otherSeen;
    private boolean keySeen;
    private boolean dateSeen;
    private String key;
    private int day;
    private double[] values;
    private Rejection fault;

    /** What became of a message. */
    public sealed interface Result permits Accepted, Unrelated, Refused {}

    /** The message was a reading. */
    public record Accepted(Reading reading) implements Result {}

    /** The message was right, but carries columns of others alone. */
    public record Unrelated(String key) implements Result {}

    /**
     * The message was none.
     *
     * @param key its series, unless that is what is wrong with it
     */
    public record Refused(Rejection rejection, Optional<String> key) implements Result {}

    /** A parser that expects the columns in each message. */
    public ReadingParser(Columns columns) {
        this(columns, List.of());
    }

    /**
     * A parser of messages among which some are for others.
     *
     * @param others columns that messages for others carry
     * @throws IllegalArgumentException if one of them is a column, or a field that all messages have
     */
    public ReadingParser(Columns columns, List<String> others) {
        this.columns = columns;
        fields.put("key", KEY);
        fields.put("date", DATE);
        for (int column = 0; column < columns.count(); column++) {
            fields.put(columns.name(column), column);
        }
        for (String other : others) {
            Integer taken = fields.put(other, OTHER);
            if (taken != null && taken != OTHER) {
                throw new IllegalArgumentException(
                        "other columns: expected none of key, date and " + columns.names() + ", but got " + other);
            }
        }
        foreign = new ForeignFields(fields.keySet());
        seen = new boolean[columns.count()];
    }

    /**
     * Parses one message.
     *
     * @param message the bytes, or null for a record without a value
     */
    public Result parse(byte[] message) {
        begin();
        if (message == null || message.length == 0) {
            note(Reason.EMPTY_MESSAGE, "message: expected a JSON object, but there are no bytes");
        } else if (message.length > MAX_MESSAGE_BYTES) {
            note(
                    Reason.MESSAGE_TOO_LARGE,
                    "message: expected at most " + MAX_MESSAGE_BYTES + " bytes, but got " + message.length);
        } else {
            parseText(message);
        }
        if (fault == null) {
            return new Accepted(new Reading(key, day, values));
        }
        if (fault.reason() == Reason.NO_VALUES && otherSeen) {
            return new Unrelated(key);
        }
        // What is wrong with keys comes first among the reasons.
        boolean keyKnown = fault.reason().compareTo(Reason.KEY_TOO_LONG) > 0;
        return new Refused(fault, keyKnown ? Optional.of(key) : Optional.empty());
    }

    private void begin() {
        Arrays.fill(seen, false);
        anySeen = false;
        otherSeen = false;
        keySeen = false;
        dateSeen = false;
        key = null;
        values = new double[columns.count()];
        Arrays.fill(values, Double.NaN);
        fault = null;
        foreign.clear();
    }

    private void parseText(byte[] message) {
        int invalid = Utf8.firstInvalid(message);
        if (invalid >= 0) {
            note(
                    Reason.NOT_JSON,
                    "message: expected JSON in UTF-8, but byte " + invalid + " (0x"
                            + String.format(Locale.ROOT, "%02x", message[invalid]) + ") is not allowed there");
            return;
        }
        try (JsonParser parser = json.createParser(message)) {
            readObject(parser);
        } catch (JsonProcessingException malformed) {
            JsonLocation location = malformed.getLocation();
            String where = location == null ? "" : "at byte " + location.getByteOffset() + ": ";
            note(Reason.NOT_JSON, "message: expected JSON, but " + where + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from an array failed", impossible);
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            note(Reason.NOT_JSON, "message: expected a JSON object, but got " + describe(parser));
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Integer field = fields.get(name);
            if (field == null) {
                passOver(name, parser);
            } else if (field == OTHER) {
                otherSeen = true;
                skip(parser);
            } else if (field == KEY) {
                readKey(parser);
            } else if (field == DATE) {
                readDate(parser);
            } else {
                readValue(parser, field);
            }
        }
        if (parser.nextToken() != null) {
            note(Reason.NOT_JSON, "message: expected nothing after the object, but got " + describe(parser));
        }
        if (!keySeen) {
            note(
                    Reason.MISSING_KEY,
                    "key: expected the name of the series, but there is no such field" + foreign.hint());
        }
        if (!dateSeen) {
            note(
                    Reason.MISSING_DATE,
                    "date: expected a day as YYYY-MM-DD, but there is no such field" + foreign.hint());
        }
        if (!anySeen) {
            note(
                    Reason.NO_VALUES,
                    "message: expected at least one of " + columns.names() + ", but none is mentioned"
                            + foreign.hint());
        }
    }

    private void passOver(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (name.equals(DELETED)
                && (token == JsonToken.VALUE_TRUE
                        || token == JsonToken.VALUE_STRING && parser.getText().equals("true"))) {
            note(Reason.DELETED, DELETED + ": expected a reading, but got a deleted row: readings cannot be deleted");
        }
        foreign.add(name);
        skip(parser);
    }

    private void readKey(JsonParser parser) throws IOException {
        if (keySeen) {
            noteDuplicate("key");
        }
        keySeen = true;
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            Reason reason = parser.currentToken() == JsonToken.VALUE_NULL ? Reason.MISSING_KEY : Reason.KEY_NOT_TEXT;
            note(reason, "key: expected a text, but got " + describe(parser));
            skip(parser);
            return;
        }
        key = parser.getText();
        int bytes = Utf8.length(key);
        if (bytes < 0) {
            note(Reason.KEY_NOT_TEXT, "key: expected Unicode text, but got an unpaired surrogate");
        } else if (bytes == 0) {
            note(Reason.EMPTY_KEY, "key: expected the name of the series, but got the empty text");
        } else if (bytes > MAX_KEY_BYTES) {
            note(Reason.KEY_TOO_LONG, "key: expected at most " + MAX_KEY_BYTES + " bytes, but got " + bytes);
        }
    }

    private void readDate(JsonParser parser) throws IOException {
        if (dateSeen) {
            noteDuplicate("date");
        }
        dateSeen = true;
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            Reason reason = parser.currentToken() == JsonToken.VALUE_NULL ? Reason.MISSING_DATE : Reason.DATE_NOT_TEXT;
            note(reason, "date: expected a text as YYYY-MM-DD, but got " + describe(parser) + countedDate(parser));
            skip(parser);
            return;
        }
        day = CalendarDay.parse(parser.getText());
        if (day == CalendarDay.NONE) {
            note(
                    Reason.IMPOSSIBLE_DATE,
                    "date: expected a day of the calendar as YYYY-MM-DD, but got " + describe(parser));
        }
    }

    /** The day that a number may stand for, to be told to whoever sent it. */
    private static String countedDate(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == NumberType.BIG_INTEGER) {
            return "";
        }
        long number = parser.getLongValue();
        if (number >= 0 && number <= MOST_DAYS) {
            return ", which as days since 1970 would be " + LocalDate.ofEpochDay(number);
        }
        if (number >= LEAST_MILLIS && number <= MOST_MILLIS) {
            return ", which as milliseconds since 1970 would be of "
                    + LocalDate.ofEpochDay(
                            Math.floorDiv(number, Duration.ofDays(1).toMillis()));
        }
        return "";
    }

    private void readValue(JsonParser parser, int column) throws IOException {
        if (seen[column]) {
            noteDuplicate(columns.name(column));
        }
        seen[column] = true;
        anySeen = true;
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!parser.currentToken().isNumeric()) {
            note(
                    Reason.NOT_A_NUMBER,
                    columns.name(column) + ": expected a number or null, but got " + describe(parser));
            skip(parser);
            return;
        }
        double value = parser.isNaN() ? Double.NaN : NumberInput.parseDouble(parser.getText(), true);
        // What is computed of values is kept in floats.
        if (!Float.isFinite((float) value)) {
            note(
                    Reason.NOT_FINITE,
                    columns.name(column) + ": expected a finite number up to 3.4e38, but got " + describe(parser));
        }
        values[column] = value + 0.0;
    }

    /**
     * Passes over the current value. The tokens NaN and Infinity, let in for the sake of the columns, are no JSON here.
     */
    private void skip(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
                note(Reason.NOT_JSON, "message: expected JSON, but got " + describe(parser));
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private void noteDuplicate(String field) {
        note(Reason.DUPLICATE_FIELD, field + ": expected this field once, but got it again");
    }

    private void note(Reason reason, String detail) {
        if (fault == null || reason.compareTo(fault.reason()) < 0) {
            fault = new Rejection(reason, detail);
        }
    }

    private static String describe(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text " + Quotation.of(parser.getText());
            case VALUE_NUMBER_INT -> "the number " + Quotation.of(parser.getText());
            default -> Quotation.of(parser.getText());
        };
    }
}
