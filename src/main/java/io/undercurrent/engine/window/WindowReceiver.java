package io.undercurrent.engine.window;

import io.undercurrent.series.Rejection;

/** Where a {@link Timekeeper} sends what becomes of messages. */
public interface WindowReceiver<M extends Arrival> {

    void update(WindowUpdate update);

    void reject(M message, Rejection rejection);
}
