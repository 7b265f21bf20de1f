/**
 * Forecasts and anomalies in Flink SQL: {@link io.undercurrent.sql.ForecastFunction} is the function FORECAST, {@link
 * io.undercurrent.sql.AnomalyFunction} the function DETECT_ANOMALIES. Both run the plain engine on the rows of a table. They keep
 * each series as it is on the heap, and in versioned bytes in savepoints and in RocksDB.
 */
package io.undercurrent.sql;
