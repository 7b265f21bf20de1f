package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.ReadingFormat.Silent;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.JsonFieldReader;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The changes of rows: {@code op} with the row {@code before} and {@code after}, with or without Kafka Connect's schema around them. A row
 * that was deleted, or that is of another series or day than before, takes its values back.
 */
final class ChangeEvents implements MappedFormat.Rows {

    private static final String OP = "op";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final FirstFault fault;
    private final Slots cells;
    private final FieldReader fields;
    private final RowReader before;
    private final RowReader after;
    private final int opSlot;
    private final int beforeSlot;
    private final int afterSlot;
    private final int payloadSlot;

    ChangeEvents(FirstFault fault, RowReaders readers) {
        this.fault = fault;
        cells = new Slots();
        fields = readers.fields(cells, true);
        opSlot = cells.add(List.of(OP));
        beforeSlot = cells.add(List.of(BEFORE));
        afterSlot = cells.add(List.of(AFTER));
        payloadSlot = cells.add(List.of(JsonFieldReader.PAYLOAD));
        before = readers.row(cells, fields, inside(BEFORE));
        after = readers.row(cells, fields, inside(AFTER));
    }

    private static Function<String, List<String>> inside(String image) {
        return field -> {
            List<String> path = new ArrayList<>(List.of(image));
            path.addAll(Slots.path(field));
            return path;
        };
    }

    @Override
    public List<Result> read(Message message) {
        if (message.value() == null || message.value().length == 0) {
            return List.of(new Silent("tombstone"));
        }
        if (fields.read(message.value(), message.headers()) && fault.rejection() == null && !cells.has(opSlot)) {
            if (cells.token(payloadSlot) == JsonToken.VALUE_NULL) {
                return List.of(new Silent("tombstone"));
            }
            fault.note(Reason.NO_ENVELOPE, "op: expected a change of a row, but there is no such field");
        }
        Rejection rejection = fault.rejection();
        return rejection == null ? change() : refused(rejection);
    }

    private List<Result> change() {
        String op = cells.token(opSlot) == JsonToken.VALUE_STRING ? cells.text(opSlot) : "";
        return switch (op) {
            case "c", "r" -> inserted();
            case "u" -> updated();
            case "d" -> deleted();
            case "m" -> List.of(new Silent("message"));
            case "t" ->
                refused(new Rejection(
                        Reason.DELETED, "op: expected the change of a row, but got 't': a whole table was emptied"));
            default ->
                refused(new Rejection(
                        Reason.NO_ENVELOPE, "op: expected c, r, u, d, m or t, but got " + cells.describe(opSlot)));
        };
    }

    private List<Result> inserted() {
        return isRow(AFTER, afterSlot) ? read(after) : refused(fault.rejection());
    }

    private List<Result> read(RowReader row) {
        row.read(null);
        return List.of(row.result());
    }

    private List<Result> updated() {
        if (!isRow(AFTER, afterSlot)) {
            return refused(fault.rejection());
        }
        after.read(null);
        if (cells.token(beforeSlot) != JsonToken.START_OBJECT) {
            return List.of(after.changeFrom(null));
        }
        before.read(null);
        if (!before.isPlaced()) {
            return List.of(after.changeFrom(null));
        }
        return !after.isPlaced() || before.isAt(after)
                ? List.of(after.changeFrom(before))
                : List.of(before.retraction(), after.result());
    }

    private List<Result> deleted() {
        if (!isRow(BEFORE, beforeSlot)) {
            return refused(fault.rejection());
        }
        before.read(null);
        return List.of(before.retraction());
    }

    private boolean isRow(String image, int slot) {
        if (cells.token(slot) == JsonToken.START_OBJECT) {
            return true;
        }
        fault.note(Reason.NO_ENVELOPE, image + ": expected the row as an object, but got " + cells.describe(slot));
        return false;
    }

    private static List<Result> refused(Rejection rejection) {
        return List.of(new Refused(rejection, Optional.empty()));
    }
}
