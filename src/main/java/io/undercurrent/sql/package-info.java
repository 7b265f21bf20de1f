/**
 * Forecasts in Flink SQL: {@link io.undercurrent.sql.ForecastFunction} is the function FORECAST, which runs the plain
 * engine on the rows of a table and keeps the state of each series in versioned bytes.
 */
package io.undercurrent.sql;
