package io.undercurrent.format.result.row;

import java.util.Locale;

/** The schema that rows come with. */
public enum RowSchema {
    /** Plain JSON. */
    NONE,
    /** JSON with the schema of Kafka Connect. */
    CONNECT;

    /**
     * Makes the encoder of a table.
     *
     * @param name of the schema
     */
    public RowEncoder encoder(String name) {
        return this == NONE ? new PlainRows() : new ConnectRows(name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
