package io.undercurrent.format.mapping;

import java.util.Arrays;
import java.util.Locale;

/** The structure around the row in a message. */
public enum Envelope {
    /** Nothing: the message is the row. */
    NONE,
    /** Kafka Connect's {@code schema} and {@code payload}. */
    CONNECT,
    /** The changes of a row, {@code before}, {@code after} and {@code op}, as Debezium and Flink's debezium-json write them. */
    DEBEZIUM,
    /** CloudEvents: the row is the {@code data} of the message, or the message itself where the attributes are headers. */
    CLOUDEVENTS;

    static Envelope of(String name) {
        for (Envelope envelope : values()) {
            if (envelope.toString().equals(name)) {
                return envelope;
            }
        }
        throw new IllegalArgumentException(
                "envelope: expected one of " + Arrays.asList(values()) + ", but got '" + name + "'");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
