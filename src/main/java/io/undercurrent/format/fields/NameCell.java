package io.undercurrent.format.fields;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.Quotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place with a name: a text, or a whole number in any form that Kafka Connect and Debezium give to numbers. */
public final class NameCell {

    private final Slots cells;
    private final List<String> type;
    private final int slot;
    private final int scaleSlot;
    private final int unscaledSlot;
    private FieldTypes types;
    /** Of texts that are decimals; null where texts are texts. */
    private Integer scale;

    /**
     * @param place of the name in messages
     * @param type where schemas say what it is
     */
    public NameCell(Slots cells, List<String> place, List<String> type) {
        this.cells = cells;
        this.type = type;
        slot = cells.add(place);
        scaleSlot = cells.add(inside(place, "scale"));
        unscaledSlot = cells.add(inside(place, "value"));
    }

    private static List<String> inside(List<String> place, String field) {
        List<String> path = new ArrayList<>(place);
        path.add(field);
        return path;
    }

    /**
     * The name; empty where there is something else.
     *
     * @param ofMessage what the schema of the message says
     */
    public Optional<String> read(FieldTypes ofMessage) {
        if (ofMessage != types) {
            types = ofMessage;
            scale = ofMessage.scale(type).orElse(null);
        }
        JsonToken token = cells.token(slot);
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING && scale == null) {
            return Optional.of(cells.text(slot));
        }
        // A decimal is a whole number where its type leaves no room for others, as keys of Oracle do.
        return decimal()
                .filter(number -> number.scale() <= 0)
                .map(number -> number.toBigInteger().toString());
    }

    private Optional<BigDecimal> decimal() {
        if (cells.token(slot) == JsonToken.VALUE_STRING && scale != null) {
            return ConnectDecimal.exactly(cells.text(slot), scale);
        }
        boolean variable = cells.token(slot) == JsonToken.START_OBJECT
                && cells.token(scaleSlot) == JsonToken.VALUE_NUMBER_INT
                && cells.token(unscaledSlot) == JsonToken.VALUE_STRING;
        return variable ? ConnectDecimal.exactly(cells.text(unscaledSlot), cells.text(scaleSlot)) : Optional.empty();
    }

    /** What the message has there; null where it has no such place. */
    public JsonToken token() {
        return cells.token(slot);
    }

    /** The content for a person, after it was read. */
    public String describe() {
        return decimal()
                .map(number -> "the decimal " + Quotation.of(number.toPlainString()))
                .orElseGet(() -> cells.describe(slot));
    }
}
