package io.undercurrent.format.result.row;

import java.nio.charset.StandardCharsets;

/** Messages of rows as JSON. One instance serves one thread. */
public interface RowText {

    /** Of rows in JSON, with or without Kafka Connect's schema. */
    RowText JSON = message -> {
        if (isRegistered(message)) {
            throw new IllegalArgumentException(
                    "row: expected JSON, but got a message with a schema of a registry; add --results-registry");
        }
        return new String(message, StandardCharsets.UTF_8);
    };

    /**
     * The JSON of a message.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    String of(byte[] message);

    /** Whether a message begins as those do that name a schema of a registry. */
    static boolean isRegistered(byte[] message) {
        return message.length > 0 && message[0] == 0;
    }
}
