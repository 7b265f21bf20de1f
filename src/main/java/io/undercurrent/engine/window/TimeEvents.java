package io.undercurrent.engine.window;

/** Receives events about late, early and unchanged messages, for metrics. */
public interface TimeEvents {

    /** A reading of a day before the newest changed {@code days} days, up to and including the newest. */
    default void rewind(int days) {}

    /** A message changed nothing. */
    default void unchanged() {}

    /** An announcement was stored for later forecasts. */
    default void waiting() {}

    /** A series started again after a gap. */
    default void restarted() {}

    /** A message was held back until its jump is confirmed. */
    default void held() {}

    /** A series was forgotten, and its state cleared. */
    default void forgotten() {}
}
