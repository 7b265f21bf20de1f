/**
 * Records of a job to and from Kafka messages.
 */
package io.undercurrent.job.kafka.record;
