/**
 * The product on one machine, in one process: a Kafka broker and a Flink cluster inside this JVM, and the run that leads
 * simulated stores through training and through the production job. Of all that a job in production needs the cluster
 * alone, and only where it runs in a process of its own instead of on a cluster of others.
 */
package io.undercurrent.demo;
