/**
 * What turns windows into forecasts: the {@link io.undercurrent.model.WindowEncoder} that makes numbers for the network out
 * of a window, the {@link io.undercurrent.model.Baseline}s that the network corrects, the {@link io.undercurrent.model.QuantileHead} that makes quantiles out of its hidden state, the {@link
 * io.undercurrent.model.ForecastModel} that holds both with their weights, and the file that it is stored in. Training,
 * backtest and stream all go through these same classes.
 */
package io.undercurrent.model;
