package io.undercurrent.evaluation;

import java.util.function.Consumer;

/** A way to forecast: the model, or a baseline that it has to beat. */
public interface ForecastingMethod {

    /** The name in tables and files: lower case, words joined by hyphens. */
    String name();

    /** What one should know of it, in half a sentence. */
    String description();

    /**
     * Forecasts what the plan asks for. No target after an origin enters the forecast from it, and what is fitted is fitted
     * to the training part alone.
     *
     * @param forecasts receives each forecast once, in any order, on the calling thread
     */
    void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts);
}
