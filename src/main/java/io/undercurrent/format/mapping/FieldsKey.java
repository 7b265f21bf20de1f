package io.undercurrent.format.mapping;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.NameCell;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The key of a series, made of the fields of a row, in their order. */
final class FieldsKey implements SeriesKey {

    private final KeyRule rule;
    private final List<NameCell> parts;
    private final Supplier<FieldTypes> types;

    private FieldsKey(KeyRule rule, List<NameCell> parts, Supplier<FieldTypes> types) {
        this.rule = rule;
        this.parts = parts;
        this.types = types;
    }

    /**
     * @param places of fields in messages
     * @param types what the schema of the present message says
     */
    static FieldsKey of(KeyRule rule, Slots cells, Function<String, List<String>> places, Supplier<FieldTypes> types) {
        List<NameCell> parts = rule.fields().stream()
                .map(field -> new NameCell(cells, places.apply(field), places.apply(field)))
                .toList();
        return new FieldsKey(rule, parts, types);
    }

    @Override
    public String read(FirstFault fault) {
        String key = parts.size() == 1 ? part(0, fault) : joined(fault);
        if (key != null && parts.size() == 1) {
            JsonMessages.checkKey(key, rule.fields().get(0), fault);
        }
        return key;
    }

    private String joined(FirstFault fault) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
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
                                + "', but got " + parts.get(i).describe());
            }
            key.append(i == 0 ? "" : rule.separator()).append(part);
        }
        JsonMessages.checkKey(key.toString(), "key", fault);
        return key.toString();
    }

    /** A text or a whole number; null where there is none. */
    private String part(int i, FirstFault fault) {
        NameCell part = parts.get(i);
        Optional<String> name = part.read(types.get());
        if (name.isPresent()) {
            return name.get();
        }
        JsonToken token = part.token();
        if (token == null || token == JsonToken.VALUE_NULL) {
            fault.note(
                    Reason.MISSING_KEY,
                    field(i) + ": expected the name of the series, but "
                            + (token == null ? "there is no such field" : "got 'null'"));
        } else {
            fault.note(
                    Reason.KEY_NOT_TEXT, field(i) + ": expected a text or a whole number, but got " + part.describe());
        }
        return null;
    }

    private String field(int i) {
        return rule.fields().get(i);
    }
}
