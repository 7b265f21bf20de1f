package io.undercurrent.engine.window;

/**
 * Wakes the {@link Timekeeper} for the series at hand when the stream has come to a moment, in milliseconds since 1970. A moment
 * that is set twice wakes once.
 */
public interface Alarms {

    /** Comes after all messages. */
    long END_OF_INPUT = Long.MAX_VALUE;

    void set(long moment);

    /** Does nothing where the moment is not set. */
    void cancel(long moment);

    /** How far the stream has come. */
    long reached();
}
