package io.undercurrent.engine;

import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.series.Rejection;

/** Receives the results of a series' messages, in order. */
public interface SeriesReceiver<M extends Arrival> extends SeriesCalibration.Receiver {

    void reject(M message, Rejection rejection);
}
