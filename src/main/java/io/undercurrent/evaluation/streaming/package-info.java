/**
 * The model's forecasts in a backtest, made by the job itself: known days go as messages through the production graph on a
 * Flink cluster inside this JVM, whose ends are in memory instead of in Kafka.
 */
package io.undercurrent.evaluation.streaming;
