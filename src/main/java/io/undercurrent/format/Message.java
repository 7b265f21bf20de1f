package io.undercurrent.format;

import java.util.Map;
import java.util.Objects;

/**
 * A message as Kafka has it.
 *
 * @param key its bytes, null where there is none; not copied
 * @param value its bytes, null where there are none; not copied
 * @param headers by their names; of several with one name the last
 */
public record Message(byte[] key, byte[] value, Map<String, byte[]> headers) {

    public Message {
        Objects.requireNonNull(headers, "headers");
    }

    /** A message that has a value alone. */
    public static Message of(byte[] value) {
        return new Message(null, value, Map.of());
    }
}
