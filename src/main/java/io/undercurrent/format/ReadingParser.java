package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses JSON messages of the data contract to readings. Each message, whatever its bytes, becomes either a reading or
 * a rejection.
 *
 * <p>Fields other than {@code key}, {@code date} and the configured columns are skipped. If a message has several
 * errors, the one that comes first in {@link Reason} is given, so that the reason does not depend on the order of
 * fields. Nothing is repaired: only the negative zero becomes zero, so that equal numbers have equal bits.
 *
 * <p>Keeps working memory between messages: one parser serves one thread.
 */
public final class ReadingParser implements ReadingFormat {

    private static final int OTHER = -3;
    private static final int KEY = -2;
    private static final int DATE = -1;

    /** A number for a date up to here may count days since 1970, and those between the other two milliseconds: to 2199. */
    private static final long MOST_DAYS = 83_999;

    private static final long LEAST_MILLIS = 10_000_000_000L;
    private static final long MOST_MILLIS = 7_257_600_000_000L;

    private final FirstFault fault = new FirstFault();
    private final JsonMessages json = new JsonMessages(fault);
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
    private boolean deleted;
    private boolean keySeen;
    private boolean dateSeen;
    private String key;
    private int day;
    private double[] values;

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

    @Override
    public List<Result> read(Message message) {
        return List.of(parse(message.value()));
    }

    /**
     * Parses one message.
     *
     * @param message the bytes, or null for a record without a value
     */
    public Result parse(byte[] message) {
        begin();
        json.read(message, this::readObject);
        Rejection rejection = fault.rejection();
        // Of a row that is gone, only series and day count.
        if (deleted && (rejection == null || rejection.reason().compareTo(Reason.IMPOSSIBLE_DATE) > 0)) {
            Arrays.fill(values, Reading.RETRACTED);
            return new Accepted(new Reading(key, day, values));
        }
        if (rejection == null) {
            return new Accepted(new Reading(key, day, values));
        }
        if (rejection.reason() == Reason.NO_VALUES && otherSeen) {
            return new Unrelated(key);
        }
        // What is wrong with keys comes first among the reasons.
        boolean keyKnown = rejection.reason().compareTo(Reason.KEY_TOO_LONG) > 0;
        return new Refused(rejection, keyKnown ? Optional.of(key) : Optional.empty());
    }

    private void begin() {
        Arrays.fill(seen, false);
        anySeen = false;
        otherSeen = false;
        deleted = false;
        keySeen = false;
        dateSeen = false;
        key = null;
        values = new double[columns.count()];
        Arrays.fill(values, Double.NaN);
        fault.clear();
        foreign.clear();
    }

    private void readObject(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Integer field = fields.get(name);
            if (field == null) {
                passOver(name, parser);
            } else if (field == OTHER) {
                otherSeen = true;
                json.skip(parser);
            } else if (field == KEY) {
                readKey(parser);
            } else if (field == DATE) {
                readDate(parser);
            } else {
                readValue(parser, field);
            }
        }
        if (!keySeen) {
            fault.note(
                    Reason.MISSING_KEY,
                    "key: expected the name of the series, but there is no such field" + foreign.hint());
        }
        if (!dateSeen) {
            fault.note(
                    Reason.MISSING_DATE,
                    "date: expected a day as YYYY-MM-DD, but there is no such field" + foreign.hint());
        }
        if (!anySeen) {
            fault.note(
                    Reason.NO_VALUES,
                    "message: expected at least one of " + columns.names() + ", but none is mentioned"
                            + foreign.hint());
        }
    }

    private void passOver(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        // A text, or a truth value after a cast.
        deleted |= name.equals(DeletedMark.FIELD)
                && (token == JsonToken.VALUE_TRUE
                        || token == JsonToken.VALUE_STRING && DeletedMark.isTrue(parser.getText()));
        foreign.add(name);
        json.skip(parser);
    }

    private void readKey(JsonParser parser) throws IOException {
        if (keySeen) {
            noteDuplicate("key");
        }
        keySeen = true;
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            Reason reason = parser.currentToken() == JsonToken.VALUE_NULL ? Reason.MISSING_KEY : Reason.KEY_NOT_TEXT;
            fault.note(reason, "key: expected a text, but got " + JsonMessages.describe(parser));
            json.skip(parser);
            return;
        }
        key = parser.getText();
        JsonMessages.checkKey(key, "key", fault);
    }

    private void readDate(JsonParser parser) throws IOException {
        if (dateSeen) {
            noteDuplicate("date");
        }
        dateSeen = true;
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            Reason reason = parser.currentToken() == JsonToken.VALUE_NULL ? Reason.MISSING_DATE : Reason.DATE_NOT_TEXT;
            fault.note(
                    reason,
                    "date: expected a text as YYYY-MM-DD, but got " + JsonMessages.describe(parser)
                            + countedDate(parser));
            json.skip(parser);
            return;
        }
        day = CalendarDay.parse(parser.getText());
        if (day == CalendarDay.NONE) {
            fault.note(
                    Reason.IMPOSSIBLE_DATE,
                    "date: expected a day of the calendar as YYYY-MM-DD, but got " + JsonMessages.describe(parser));
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
            fault.note(
                    Reason.NOT_A_NUMBER,
                    columns.name(column) + ": expected a number or null, but got " + JsonMessages.describe(parser));
            json.skip(parser);
            return;
        }
        double value = parser.isNaN() ? Double.NaN : NumberInput.parseDouble(parser.getText(), true);
        // What is computed of values is kept in floats.
        if (!Float.isFinite((float) value)) {
            fault.note(
                    Reason.NOT_FINITE,
                    columns.name(column) + ": expected a finite number up to 3.4e38, but got "
                            + JsonMessages.describe(parser));
        }
        values[column] = value + 0.0;
    }

    private void noteDuplicate(String field) {
        fault.note(Reason.DUPLICATE_FIELD, field + ": expected this field once, but got it again");
    }
}
