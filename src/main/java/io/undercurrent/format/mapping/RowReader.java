package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.ReadingFormat.Unrelated;
import io.undercurrent.format.fields.ConnectDecimal;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a reading of one row inside of a message. */
final class RowReader {

    /** How many schemas' forms are kept: a topic has few. */
    private static final int MOST_SCHEMAS = 100;

    private final ReadingMapping mapping;
    private final Columns columns;
    private final Slots cells;
    private final Supplier<FieldTypes> source;
    private final SeriesKey seriesKey;
    private final Function<String, List<String>> places;
    private final int dateSlot;
    private final int deletedSlot;
    private final int[] valueSlots;
    private final int[] scaleSlots;
    private final int[] wholeSlots;
    private final int[] otherSlots;
    private final FirstFault fault = new FirstFault();

    /** Schemas that no reader knows any more are left to the garbage collector: each may be as long as a message. */
    private final Map<FieldTypes, Forms> formsBySchema = new WeakHashMap<>();

    private FieldTypes types;
    private Forms forms;
    private String key;
    private int day;
    private double[] values;
    private boolean anySeen;

    /**
     * How days and numbers are written.
     *
     * @param decimals digits after the point by column, null where numbers are numbers
     */
    private record Forms(DateReader dates, Integer[] decimals) {}

    /**
     * @param places of the fields of the row in messages
     * @param others columns that messages for others carry
     * @param source what the schema of the present message says
     * @param seriesKey null where the key stands in the row
     */
    RowReader(
            ReadingMapping mapping,
            Columns columns,
            List<String> others,
            Slots cells,
            Supplier<FieldTypes> source,
            Function<String, List<String>> places,
            SeriesKey seriesKey) {
        this.mapping = mapping;
        this.columns = columns;
        this.cells = cells;
        this.source = source;
        this.places = places;
        this.seriesKey = seriesKey == null ? FieldsKey.of(mapping.key(), cells, places, source) : seriesKey;
        dateSlot = cells.add(places.apply(mapping.date().field()));
        deletedSlot = cells.add(places.apply(DeletedMark.FIELD));
        valueSlots = slots("");
        scaleSlots = slots("scale");
        wholeSlots = slots("value");
        otherSlots = others.stream()
                .mapToInt(other -> cells.add(places.apply(mapping.values().field(other))))
                .toArray();
    }

    private int[] slots(String inside) {
        return columns.names().stream()
                .mapToInt(name -> {
                    List<String> path = new ArrayList<>(valuePath(name));
                    if (!inside.isEmpty()) {
                        path.add(inside);
                    }
                    return cells.add(path);
                })
                .toArray();
    }

    private List<String> valuePath(String name) {
        return places.apply(mapping.values().field(name));
    }

    /**
     * Reads the row of the message that the cells are of.
     *
     * @param ofMessage what is wrong with the message; null for nothing
     */
    void read(Rejection ofMessage) {
        fault.clear();
        fault.note(ofMessage);
        follow(source.get());
        anySeen = false;
        key = seriesKey.read(fault);
        day = readDay();
        values = new double[columns.count()];
        for (int column = 0; column < values.length; column++) {
            values[column] = readValue(column);
        }
        if (!anySeen) {
            fault.note(Reason.NO_VALUES, "message: expected at least one of " + fields() + ", but none is mentioned");
        }
    }

    private String fields() {
        return columns.names().stream().map(mapping.values()::field).toList().toString();
    }

    /** Takes over what the schema says, if it is another than before. */
    private void follow(FieldTypes ofMessage) {
        if (ofMessage == types) {
            return;
        }
        types = ofMessage;
        if (formsBySchema.size() >= MOST_SCHEMAS) {
            formsBySchema.clear();
        }
        forms = formsBySchema.computeIfAbsent(ofMessage, this::forms);
    }

    private Forms forms(FieldTypes ofSchema) {
        Integer[] decimals = new Integer[columns.count()];
        for (int column = 0; column < decimals.length; column++) {
            String name = columns.name(column);
            Integer stated = mapping.values().decimals().get(name);
            decimals[column] =
                    stated != null ? stated : ofSchema.scale(valuePath(name)).orElse(null);
        }
        return new Forms(
                mapping.date()
                        .reader(ofSchema.dateForm(places.apply(mapping.date().field()))),
                decimals);
    }

    private int readDay() {
        DateReader dates = forms.dates;
        JsonToken token = cells.token(dateSlot);
        String field = mapping.date().field();
        if (!cells.has(dateSlot)) {
            fault.note(
                    Reason.MISSING_DATE,
                    field + ": expected " + dates.expected() + ", but "
                            + (token == null ? "there is no such field" : "got 'null'"));
            return CalendarDay.NONE;
        }
        boolean number = token.isNumeric();
        boolean text = token == JsonToken.VALUE_STRING;
        boolean expected = dates.isCounted()
                ? number || text && mapping.values().numbersAsText()
                : text || dates.takesDigits() && token == JsonToken.VALUE_NUMBER_INT;
        if (!expected) {
            Reason reason = dates.isCounted() ? Reason.IMPOSSIBLE_DATE : Reason.DATE_NOT_TEXT;
            fault.note(reason, field + ": expected " + dates.expected() + ", but got " + cells.describe(dateSlot));
            return CalendarDay.NONE;
        }
        int read = dates.isCounted() && number && cells.isWhole(dateSlot)
                ? dates.day(cells.whole(dateSlot))
                : dates.day(cells.text(dateSlot));
        if (read == CalendarDay.NONE) {
            fault.note(
                    Reason.IMPOSSIBLE_DATE,
                    field + ": expected " + dates.expected() + ", but got " + cells.describe(dateSlot));
        }
        return read;
    }

    private double readValue(int column) {
        int slot = valueSlots[column];
        JsonToken token = cells.token(slot);
        if (token == null) {
            return Double.NaN;
        }
        anySeen = true;
        ValueRules rules = mapping.values();
        double value;
        if (token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_STRING && rules.isMissing(cells.text(slot))) {
            return Double.NaN;
        } else if (token == JsonToken.START_OBJECT) {
            value = variableDecimal(column);
        } else if (token.isBoolean()) {
            value = token == JsonToken.VALUE_TRUE ? 1 : 0;
        } else if (token.isNumeric()) {
            value = cells.number(slot);
        } else if (token == JsonToken.VALUE_STRING && forms.decimals[column] != null) {
            value = ConnectDecimal.of(cells.text(slot), forms.decimals[column]);
        } else if (token == JsonToken.VALUE_STRING && rules.numbersAsText()) {
            value = rules.number(cells.text(slot));
        } else {
            value = Double.NaN;
        }
        return checked(column, token, value);
    }

    /** A decimal of any scale, which Debezium writes as an object. */
    private double variableDecimal(int column) {
        return cells.token(scaleSlots[column]) == JsonToken.VALUE_NUMBER_INT
                        && cells.token(wholeSlots[column]) == JsonToken.VALUE_STRING
                ? ConnectDecimal.of(cells.text(wholeSlots[column]), cells.text(scaleSlots[column]))
                : Double.NaN;
    }

    private double checked(int column, JsonToken token, double value) {
        ValueRules rules = mapping.values();
        String name = columns.name(column);
        if (rules.isMissing(value) || token.isNumeric() && rules.isMissing(cells.text(valueSlots[column]))) {
            return Double.NaN;
        }
        if (Double.isNaN(value) && !token.isNumeric()) {
            String form = forms.decimals[column] != null && token == JsonToken.VALUE_STRING
                    ? "the bytes of a decimal in base 64"
                    : rules.numbersAsText() ? "a number, a text that is one," : "a number";
            fault.note(
                    Reason.NOT_A_NUMBER,
                    rules.field(name) + ": expected " + form + " or null, but got "
                            + cells.describe(valueSlots[column]));
            return value;
        }
        double scaled = rules.scaled(name, value);
        // What is computed of values is kept in floats.
        if (!Float.isFinite((float) scaled)) {
            fault.note(
                    Reason.NOT_FINITE,
                    rules.field(name) + ": expected a finite number up to 3.4e38, but got "
                            + cells.describe(valueSlots[column]));
        }
        return scaled + 0.0;
    }

    /** Whether the row says of itself that it was deleted: by a text, or by a truth value after a cast. */
    boolean isDeleted() {
        JsonToken token = cells.token(deletedSlot);
        return token == JsonToken.VALUE_TRUE
                || token == JsonToken.VALUE_STRING && DeletedMark.isTrue(cells.text(deletedSlot));
    }

    /** What stands where the row would say that it was deleted, and says neither that nor the contrary; empty where there is no such thing. */
    Optional<String> unclearDeletion() {
        JsonToken token = cells.token(deletedSlot);
        boolean clear = !cells.has(deletedSlot)
                || token.isBoolean()
                || token == JsonToken.VALUE_STRING && (isDeleted() || DeletedMark.isFalse(cells.text(deletedSlot)));
        return clear ? Optional.empty() : Optional.of(cells.describe(deletedSlot));
    }

    /** What the row is, as it was last read. */
    Result result() {
        return isDeleted() ? retraction() : result(values);
    }

    /** That the values of the row are taken back. */
    Result retraction() {
        if (!isPlaced()) {
            return result(values);
        }
        double[] none = new double[values.length];
        Arrays.fill(none, Reading.RETRACTED);
        return new Accepted(new Reading(key, day, none));
    }

    /**
     * What the row is after a change: of a row that changed, a null takes a value back.
     *
     * @param before null where it is not known what the row was
     */
    Result changeFrom(RowReader before) {
        double[] changed = values.clone();
        for (int column = 0; column < changed.length; column++) {
            boolean none = Double.isNaN(values[column]) && cells.token(valueSlots[column]) != null;
            if (none && (before == null || !Double.isNaN(before.values[column]))) {
                changed[column] = Reading.RETRACTED;
            }
        }
        return result(changed);
    }

    private Result result(double[] of) {
        Rejection rejection = fault.rejection();
        if (rejection == null) {
            return new Accepted(new Reading(key, day, of));
        }
        if (rejection.reason() == Reason.NO_VALUES && isOfOthers()) {
            return new Unrelated(key);
        }
        // What is wrong with keys comes first among the reasons.
        boolean keyKnown = rejection.reason().compareTo(Reason.KEY_TOO_LONG) > 0;
        return new Refused(rejection, keyKnown ? Optional.of(key) : Optional.empty());
    }

    private boolean isOfOthers() {
        return Arrays.stream(otherSlots).anyMatch(slot -> cells.token(slot) != null);
    }

    /** Whether series and day could be read. */
    boolean isPlaced() {
        return fault.rejection() == null || fault.rejection().reason().compareTo(Reason.IMPOSSIBLE_DATE) > 0;
    }

    /** Whether this row and another are of the same series and day. */
    boolean isAt(RowReader other) {
        return day == other.day && key.equals(other.key);
    }
}
