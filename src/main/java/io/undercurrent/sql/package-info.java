/**
 * Forecasts in Flink SQL: {@link io.undercurrent.sql.ForecastFunction} is the function FORECAST, which runs the plain engine on the rows of
 * a table and keeps what it knows of a series in bytes that have a version.
 */
package io.undercurrent.sql;
