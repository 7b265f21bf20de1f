/**
 * The ends of the job in Kafka: {@link io.undercurrent.job.kafka.KafkaEnds} looks at the cluster before anything starts (topics,
 * rights, other jobs) and makes source and sinks. What would make a job fail again and again is refused here with its reason.
 */
package io.undercurrent.job.kafka;
