package io.undercurrent.engine.window;

/** Hears of messages that come out of their time, to count them. */
public interface TimeEvents {

    /** A reading of a day before the newest changed {@code days} days, up to and including the newest. */
    default void rewind(int days) {}

    /** A message told nothing new. */
    default void unchanged() {}

    /** An announcement was kept for forecasts to come. */
    default void waiting() {}

    /** A series began anew after a gap. */
    default void restarted() {}

    /** A message was held back until its jump is confirmed. */
    default void held() {}

    /** A series gave its state back. */
    default void forgotten() {}
}
