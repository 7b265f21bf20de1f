/**
 * The job as a whole. {@link io.undercurrent.job.ForecastJob} connects source, operators and sinks, validates the
 * options, and sets Flink's settings unless others are given. {@code job.kafka} has the sources and sinks in Kafka,
 * {@code job.source} checks the topic of readings, {@code job.restore} the checkpoint to restore; {@code job.models} follows a topic of models.
 */
package io.undercurrent.job;
