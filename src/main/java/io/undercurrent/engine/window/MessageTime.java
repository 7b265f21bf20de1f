package io.undercurrent.engine.window;

import java.time.Instant;

/**
 * The time of a message: what its record says when it was sent, in milliseconds since 1970. It is the producer's clock or the
 * broker's, as the topic's {@code message.timestamp.type} has it, and the same whenever the topic is read.
 *
 * <p>Some timestamps say nothing of when a message was sent: none at all, and those before 2011, when Kafka was not yet there, or
 * after the year 9999. Clocks that lost their battery make them, seconds or microseconds taken for milliseconds, and histories sent
 * with the times of their events. Such a message has no time here.
 */
public final class MessageTime {

    /** Stands for no time; earlier than any. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final long FIRST = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private MessageTime() {}

    /** The time of a message with that record timestamp, or {@link #UNKNOWN}. */
    public static long of(long timestamp) {
        return timestamp >= FIRST && timestamp <= LAST ? timestamp : UNKNOWN;
    }
}
