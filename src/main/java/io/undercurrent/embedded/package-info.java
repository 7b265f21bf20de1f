/**
 * A Kafka broker and a Flink cluster inside this JVM. Production jobs use only the Flink cluster, and only if they run
 * in a process of their own and not on an existing cluster.
 */
package io.undercurrent.embedded;
