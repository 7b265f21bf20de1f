/**
 * The kind of model that Undercurrent trains: the {@link io.undercurrent.model.recurrent.WindowEncoder} that computes
 * inputs from a window, recurrent layers, and the {@link io.undercurrent.model.recurrent.QuantileHead} that computes
 * corrections of the baseline from their hidden state. Training, backtest and stream use these same classes.
 */
package io.undercurrent.model.recurrent;
