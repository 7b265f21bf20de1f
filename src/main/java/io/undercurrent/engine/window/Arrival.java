package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;

/** A reading as it arrived, in a message. */
public interface Arrival {

    Reading reading();

    /** The {@linkplain MessageTime time} of the message. */
    long time();

    /** How long the message is, which counts while it has to wait. */
    long bytes();
}
