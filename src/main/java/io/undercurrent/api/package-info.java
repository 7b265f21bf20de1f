/**
 * Forecasts in Flink jobs of your own. The public API is these classes and the records of {@code
 * io.undercurrent.series} that they use; everything else may change with any release. Begin with {@link
 * io.undercurrent.api.Forecasting}.
 */
package io.undercurrent.api;
