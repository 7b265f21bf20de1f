/**
 * The forecasts that a model has to beat, each by its published definition: from the last value over exponential smoothing
 * to a network without memory. Most of them are {@link io.undercurrent.evaluation.baseline.SeriesMethod}s, which see one
 * series of numbers day by day, some with the flags of its days, and so cannot look ahead.
 */
package io.undercurrent.evaluation.baseline;
