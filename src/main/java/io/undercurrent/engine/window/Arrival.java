package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;

/** A reading together with its message. */
public interface Arrival {

    Reading reading();

    /** The {@linkplain MessageTime time} of the message. */
    long time();

    /** Length of the message in bytes, counted while it waits. */
    long bytes();
}
