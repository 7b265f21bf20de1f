package io.undercurrent.format.result.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.format.CalendarDay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers rows, with or without a schema, until all of a forecast or score are there. Those of several series may come in turns; where the
 * first ones are missing, the others are left out.
 */
public final class WholeRows {

    private final ObjectMapper json = new ObjectMapper();
    private final RowText text;
    private final Map<String, List<JsonNode>> open = new HashMap<>();

    /**
     * @param text what messages are as JSON
     */
    public WholeRows(RowText text) {
        this.text = text;
    }

    /**
     * Takes a row in.
     *
     * @return all rows in order, where this is the last one
     * @throws IllegalArgumentException if it is no row
     */
    public Optional<List<JsonNode>> add(byte[] message, RowPlace place) {
        JsonNode row = read(message);
        String series = text(row, "key");
        if (place.number() == 1) {
            // As many as there are said to be may never come.
            open.put(series, new ArrayList<>());
        }
        List<JsonNode> rows = open.get(series);
        if (rows == null || rows.size() != place.number() - 1) {
            open.remove(series);
            return Optional.empty();
        }
        rows.add(row);
        if (place.number() < place.of()) {
            return Optional.empty();
        }
        open.remove(series);
        return Optional.of(rows);
    }

    /**
     * The row of a message, wherever it stands.
     *
     * @throws IllegalArgumentException if it is no row
     */
    public JsonNode read(byte[] message) {
        try {
            JsonNode root = json.readTree(text.of(message));
            JsonNode row = root.has("schema") && root.has("payload") ? root.get("payload") : root;
            if (!row.isObject()) {
                throw new IllegalArgumentException("row: expected an object, but got " + row.getNodeType());
            }
            return row;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("row: expected JSON, but " + malformed.getMessage(), malformed);
        }
    }

    /** A field that every row has. */
    public static JsonNode field(JsonNode row, String name) {
        JsonNode value = row.get(name);
        if (value == null) {
            throw new IllegalArgumentException("row: expected the field " + name + ", but there is none");
        }
        return value;
    }

    public static String text(JsonNode row, String name) {
        return field(row, name).asText();
    }

    /** A text that rows of earlier releases do not have; null if there is none. */
    public static String optionalText(JsonNode row, String name) {
        return row.path(name).textValue();
    }

    public static int count(JsonNode row, String name) {
        JsonNode value = field(row, name);
        if (!value.isInt()) {
            throw new IllegalArgumentException(name + ": expected a whole number, but got " + value);
        }
        return value.intValue();
    }

    public static boolean flag(JsonNode row, String name) {
        JsonNode value = field(row, name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + ": expected true or false, but got " + value);
        }
        return value.booleanValue();
    }

    /** NaN for null. */
    public static double number(JsonNode row, String name) {
        JsonNode value = field(row, name);
        if (!value.isNumber() && !value.isNull()) {
            throw new IllegalArgumentException(name + ": expected a number, but got " + value);
        }
        return value.isNull() ? Double.NaN : value.doubleValue();
    }

    /** Counted from 1970-01-01, whether it is a number or a date. */
    public static int day(JsonNode row, String name) {
        JsonNode value = field(row, name);
        int day = value.isInt() ? value.intValue() : CalendarDay.parse(value.asText());
        if (!CalendarDay.isInRange(day)) {
            throw new IllegalArgumentException(name + ": expected a day of the years 1 to 9999, but got " + value);
        }
        return day;
    }
}
