package io.undercurrent.dashboard.state.traffic;

import java.util.Objects;

/**
 * A message that became no forecast. The texts are somebody else's input: whoever shows them escapes them.
 *
 * @param reason the code, such as {@code not-json}
 * @param detail what was expected and what came
 * @param source where it came from, such as {@code readings, partition 3, offset 17}
 * @param key as text; empty where there is none
 * @param value as text, cut where it is long, or, where it is none, what was decoded of it and its bytes in base 64; empty where there is
 *     none
 * @param bytes length of the value
 * @param time when it was written, in milliseconds since 1970
 */
public record RejectedMessage(
        String reason, String detail, String source, String key, String value, int bytes, long time) {

    public RejectedMessage {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
