package io.undercurrent.evaluation;

import java.util.function.Consumer;

/** A forecasting method: the model, a baseline, or forecasts from a file. */
public interface ForecastingMethod {

    /** The name in tables and files: lower case, words joined by hyphens. */
    String name();

    /** A description of a few words. */
    String description();

    /**
     * Makes all forecasts of the plan. A forecast may not use targets after its origin, and parameters may only be
     * fitted to the training part.
     *
     * @param forecasts receives each forecast once, in any order, on the calling thread
     */
    void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts);
}
