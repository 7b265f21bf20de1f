/**
 * The ends of the job in Kafka: {@link io.undercurrent.job.kafka.KafkaEnds} looks at the cluster before anything starts, and makes
 * source and sinks.
 */
package io.undercurrent.job.kafka;
