package io.undercurrent.format.mapping;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How the key of a series is made.
 *
 * @param fromMessageKey whether it stands in the key of the Kafka message
 * @param fields fields whose values, joined by the separator, are the key; empty if the whole message key is the key of
 *     the series
 * @param separator between the values of several fields
 */
public record KeyRule(boolean fromMessageKey, List<String> fields, String separator) implements Serializable {

    public KeyRule {
        fields = List.copyOf(fields);
        Objects.requireNonNull(separator, "separator");
        if (fields.isEmpty() && !fromMessageKey) {
            throw new IllegalArgumentException("key-field: expected at least one field, but there is none");
        }
        if (fields.size() > 1 && separator.isEmpty()) {
            throw new IllegalArgumentException(
                    "key-separator: expected at least one character between " + fields + ", but it is empty");
        }
    }
}
