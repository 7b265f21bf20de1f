package io.undercurrent.engine.window;

import java.time.Instant;

/**
 * The time of a message: its Kafka timestamp, in milliseconds since 1970. The topic's {@code message.timestamp.type}
 * decides whether the producer or the broker sets it. It is the same whenever the topic is read.
 *
 * <p>A message counts as having no time if its timestamp is missing, before 2011 (before Kafka existed) or after the
 * year 9999. Causes are wrong clocks, seconds or microseconds instead of milliseconds, and histories sent with the
 * times of their events.
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
