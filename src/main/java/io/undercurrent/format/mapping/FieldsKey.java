package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection.Reason;
import java.util.List;
import java.util.function.Function;

/** The key of a series, made of the fields of a row, in their order. */
final class FieldsKey implements SeriesKey {

    private final KeyRule rule;
    private final Slots cells;
    private final int[] slots;

    private FieldsKey(KeyRule rule, Slots cells, int[] slots) {
        this.rule = rule;
        this.cells = cells;
        this.slots = slots;
    }

    /**
     * @param places of fields in messages
     */
    static FieldsKey of(KeyRule rule, Slots cells, Function<String, List<String>> places) {
        int[] slots = rule.fields().stream()
                .mapToInt(field -> cells.add(places.apply(field)))
                .toArray();
        return new FieldsKey(rule, cells, slots);
    }

    @Override
    public String read(FirstFault fault) {
        String key = slots.length == 1 ? part(0, fault) : joined(fault);
        if (key != null && slots.length == 1) {
            JsonMessages.checkKey(key, rule.fields().get(0), fault);
        }
        return key;
    }

    private String joined(FirstFault fault) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < slots.length; i++) {
            String part = part(i, fault);
            if (part == null) {
                return null;
            }
            if (part.isEmpty()) {
                fault.note(Reason.EMPTY_KEY, field(i) + ": expected a part of the key, but got the empty text");
            }
            if (part.contains(rule.separator())) {
                // Two series would have one key.
                fault.note(
                        Reason.KEY_WITH_SEPARATOR,
                        field(i) + ": expected a part of the key without the separator '" + rule.separator()
                                + "', but got " + cells.describe(slots[i]));
            }
            key.append(i == 0 ? "" : rule.separator()).append(part);
        }
        JsonMessages.checkKey(key.toString(), "key", fault);
        return key.toString();
    }

    /** A text or a whole number; null where there is none. */
    private String part(int i, FirstFault fault) {
        JsonToken token = cells.token(slots[i]);
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return cells.text(slots[i]);
        }
        if (cells.has(slots[i])) {
            fault.note(
                    Reason.KEY_NOT_TEXT,
                    field(i) + ": expected a text or a whole number, but got " + cells.describe(slots[i]));
        } else {
            fault.note(
                    Reason.MISSING_KEY,
                    field(i) + ": expected the name of the series, but "
                            + (token == null ? "there is no such field" : "got 'null'"));
        }
        return null;
    }

    private String field(int i) {
        return rule.fields().get(i);
    }
}
