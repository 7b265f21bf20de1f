/**
 * The kind of model that Undercurrent trains: the {@link io.undercurrent.model.recurrent.WindowEncoder} that makes numbers for the
 * network out of a window, recurrent layers, and the {@link io.undercurrent.model.recurrent.QuantileHead} that reads corrections of
 * the baseline off their hidden state. Training, backtest and stream all go through these same classes.
 */
package io.undercurrent.model.recurrent;
