/** Benchmarks of the job from one topic of Kafka to another, with the broker on this machine. */
package io.undercurrent.bench.job.kafka;
