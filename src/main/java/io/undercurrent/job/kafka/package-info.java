/**
 * The ends of the job in Kafka: {@link io.undercurrent.job.kafka.KafkaEnds} checks the cluster before anything starts
 * (topics, rights, other jobs) and creates source and sinks. Problems that would make a job fail again and again are
 * reported here before it starts.
 */
package io.undercurrent.job.kafka;
