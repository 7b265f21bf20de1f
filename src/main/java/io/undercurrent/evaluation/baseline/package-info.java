/**
 * The baselines of a backtest, each by its published definition: the last value, exponential smoothing, and others up
 * to a network without memory. Most of them are {@link io.undercurrent.evaluation.baseline.SeriesMethod}s, which see
 * one series of numbers day by day, some with the flags of its days, and so cannot look ahead.
 */
package io.undercurrent.evaluation.baseline;
