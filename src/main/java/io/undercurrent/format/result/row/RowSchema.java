package io.undercurrent.format.result.row;

import java.util.Locale;

/** The schema that rows come with. */
public enum RowSchema {
    /** Plain JSON. */
    NONE,
    /** JSON with the schema of Kafka Connect. */
    CONNECT,
    /** Avro with a schema that a registry has. */
    AVRO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
