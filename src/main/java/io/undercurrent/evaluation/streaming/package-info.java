/**
 * The model's forecasts in a backtest, made by the job itself: known days are sent as messages through the production
 * graph, on a Flink cluster inside this JVM with source and sinks in memory instead of Kafka.
 */
package io.undercurrent.evaluation.streaming;
