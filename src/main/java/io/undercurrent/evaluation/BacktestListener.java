package io.undercurrent.evaluation;

/** Told how a backtest goes. Called from the thread that runs it. */
@FunctionalInterface
public interface BacktestListener {

    /** Hears nothing. */
    BacktestListener SILENT = (method, forecasts, expected) -> {};

    /**
     * @param method the method at work
     * @param forecasts how many it has delivered, 0 when it begins
     * @param expected how many it owes
     */
    void onProgress(String method, long forecasts, long expected);
}
