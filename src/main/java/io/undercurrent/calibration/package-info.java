/**
 * Corrects forecasts by the errors of earlier ones, in plain Java. {@link
 * io.undercurrent.calibration.SeriesCalibration} takes the network's forecasts and returns corrected ones. {@link
 * io.undercurrent.calibration.Calibration} corrects the intervals of a series by {@link
 * io.undercurrent.calibration.interval.QuantileTracker}s and chooses between model and baseline by {@link
 * io.undercurrent.calibration.Takeover}. {@link io.undercurrent.calibration.DayScorer} scores the forecasts of a day.
 *
 * <p>Everything learnt about a series up to a day is one row of floats in its {@link io.undercurrent.calibration.ForecastHistory}, a function
 * of its readings up to that day and of the forecasts made before it.
 *
 * <p>In this package the <em>scale</em> of a target is its mean absolute difference from the week before, see {@link
 * io.undercurrent.calibration.Outcome}. The scale in which the network corrects its baseline is another one and not
 * used here.
 */
package io.undercurrent.calibration;
