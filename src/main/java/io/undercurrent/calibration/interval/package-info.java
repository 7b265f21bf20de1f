/**
 * How wide the intervals of a series must be: {@link io.undercurrent.calibration.interval.QuantileTracker} learns it from the values that came,
 * and {@link io.undercurrent.calibration.interval.IntervalCorrection} moves the quantiles of a forecast by what was learnt.
 */
package io.undercurrent.calibration.interval;
