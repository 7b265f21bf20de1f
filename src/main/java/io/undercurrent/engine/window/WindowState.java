package io.undercurrent.engine.window;

import io.undercurrent.series.SlidingWindow;
import java.io.IOException;
import java.util.List;

/** What a {@link Timekeeper} keeps of the series at hand. */
public interface WindowState<M extends Arrival> {

    /** The window; null before the first reading. It is changed in place, and kept again by {@link #keep}. */
    SlidingWindow window() throws IOException;

    void keep(SlidingWindow window) throws IOException;

    void clearWindow();

    /** The jump that the series is held at, or null. */
    HeldJump jump() throws IOException;

    /**
     * Adds a message to those that wait with a jump.
     *
     * @param jump how it stands with the message
     */
    void hold(HeldJump jump, M message) throws IOException;

    /** Gives back all that waited with the jump, in the order in which it came, and ends it. */
    List<M> takeHeld() throws IOException;

    /** How much waits for the first reading. */
    Backlog waiting() throws IOException;

    /**
     * Adds an announcement to those that wait for the first reading.
     *
     * @param waiting how much waits with it
     */
    void await(M announcement, Backlog waiting) throws IOException;

    /** Gives back all that waited for the first reading, in the order in which it came. */
    List<M> takeWaiting() throws IOException;

    /** The moment at which the series is forgotten, or null. */
    Long end() throws IOException;

    /** Sets that moment; null where there is none any more. */
    void setEnd(Long moment) throws IOException;
}
