/**
 * What forecasts learn from the days that they were made for, in plain Java. {@link io.undercurrent.calibration.SeriesCalibration}
 * takes in what the network forecast and lets out what leaves. {@link io.undercurrent.calibration.Calibration} keeps the intervals of a
 * series honest by {@link io.undercurrent.calibration.QuantileTracker}s and decides by {@link io.undercurrent.calibration.Takeover} who
 * speaks for it. {@link io.undercurrent.calibration.DayScorer} says how the forecasts for a day did.
 *
 * <p>All that is learnt of a series up to a day is one flat array, a function of its readings up to that day and of the
 * forecasts made before it. Arrays are never written to once they are in a {@link
 * io.undercurrent.calibration.ForecastHistory}.
 *
 * <p>The <em>scale</em> of a target is one thing here: its mean absolute difference from the week before, as {@link
 * io.undercurrent.calibration.Outcome} has it. The unit in which the network corrects its baseline is another, and not known here.
 */
package io.undercurrent.calibration;
