/**
 * The product on one machine, in one process: a Kafka broker and a Flink cluster inside this JVM, and the run that leads
 * simulated stores through training and through the production job. Nothing here is needed in production.
 */
package io.undercurrent.demo;
