/**
 * Forecasts in Flink jobs of your own. These classes, and the records in {@code io.undercurrent.series} that they speak of, are what
 * other people's code may use; everything else may change with any release. {@link io.undercurrent.api.Forecasting} is where to begin.
 */
package io.undercurrent.api;
