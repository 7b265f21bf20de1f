/**
 * Tests of whole processes: Kafka, ZooKeeper, Flink's job and task managers and {@code flink run}, each a JVM of its own, started
 * from the distribution that the build leaves and from the dependencies in it. They run after it is made, in the phase
 * {@code integration-test}.
 */
package io.undercurrent.cluster;
