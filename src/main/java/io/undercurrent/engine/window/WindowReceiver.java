package io.undercurrent.engine.window;

import io.undercurrent.series.Rejection;

/** Receives the results of a {@link Timekeeper}. */
public interface WindowReceiver<M extends Arrival> {

    void update(WindowUpdate update);

    void reject(M message, Rejection rejection);
}
