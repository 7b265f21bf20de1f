package io.undercurrent.engine.window;

import io.undercurrent.series.SlidingWindow;
import java.io.IOException;
import java.util.List;

/** The state that a {@link Timekeeper} keeps for the present series. */
public interface WindowState<M extends Arrival> {

    /** The window; null before the first reading. It is changed in place and stored again by {@link #keep}. */
    SlidingWindow window() throws IOException;

    void keep(SlidingWindow window) throws IOException;

    void clearWindow();

    /** The jump that the series is held at, or null. */
    HeldJump jump() throws IOException;

    /**
     * Adds a message to those that wait with a jump.
     *
     * @param jump the jump including the message
     */
    void hold(HeldJump jump, M message) throws IOException;

    /** Removes the jump and returns all messages that waited with it, in order of arrival. */
    List<M> takeHeld() throws IOException;

    /** Number and bytes of the messages that wait for the first reading. */
    Backlog waiting() throws IOException;

    /**
     * Adds an announcement to those that wait for the first reading.
     *
     * @param waiting the backlog including it
     */
    void await(M announcement, Backlog waiting) throws IOException;

    /** Removes and returns all messages that waited for the first reading, in order of arrival. */
    List<M> takeWaiting() throws IOException;

    /** The moment at which the series is forgotten, or null. */
    Long end() throws IOException;

    /** Sets that moment; null removes it. */
    void setEnd(Long moment) throws IOException;
}
