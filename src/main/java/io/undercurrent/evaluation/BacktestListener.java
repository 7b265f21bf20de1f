package io.undercurrent.evaluation;

/** Receives the progress of a backtest, on its thread. */
@FunctionalInterface
public interface BacktestListener {

    /** Ignores everything. */
    BacktestListener SILENT = (method, forecasts, expected) -> {};

    /**
     * @param method the method at work
     * @param forecasts number delivered, 0 at the start
     * @param expected number to deliver
     */
    void onProgress(String method, long forecasts, long expected);
}
