package io.undercurrent.demo;

/**
 * Root mean squared errors of forecasts over the same days of the same stores, in units of the target.
 *
 * @param count forecasts scored; with 0 all else is NaN
 * @param model of the median of the model's forecasts
 * @param naive of the last known value of the same weekday
 * @param expected of the simulator's expected value as of the day before: the smallest possible error
 * @param coverage share of days inside the outermost quantiles of the forecast
 */
public record Score(long count, double model, double naive, double expected, double coverage) {}
