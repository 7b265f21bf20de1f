/**
 * Forecasts and anomalies in Flink SQL: {@link io.undercurrent.sql.ForecastFunction} is the function FORECAST, {@link
 * io.undercurrent.sql.AnomalyFunction} the function DETECT_ANOMALIES. Both run the plain engine on the rows of a table and keep the state of
 * each series in versioned bytes.
 */
package io.undercurrent.sql;
