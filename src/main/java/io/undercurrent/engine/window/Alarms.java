package io.undercurrent.engine.window;

/**
 * Alarms of the present series: wake the {@link Timekeeper} when the time of the stream reaches a moment, in
 * milliseconds since 1970. A moment that is set twice wakes once.
 */
public interface Alarms {

    /** The moment after all messages. */
    long END_OF_INPUT = Long.MAX_VALUE;

    void set(long moment);

    /** Removes an alarm; does nothing if it is not set. */
    void cancel(long moment);

    /** The time that the stream has reached, in milliseconds since 1970. */
    long reached();
}
