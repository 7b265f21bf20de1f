/**
 * Benchmarks of the job: the production graph between a source that makes messages and a sink that writes them and throws them
 * away, both in this JVM, so that neither Kafka nor a network is part of what is compared.
 */
package io.undercurrent.bench.job;
