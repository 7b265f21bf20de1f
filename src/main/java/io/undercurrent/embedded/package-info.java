/**
 * A Kafka broker and a Flink cluster inside this JVM. Of all that a job in production needs the cluster alone, and only where it
 * runs in a process of its own instead of on a cluster of others.
 */
package io.undercurrent.embedded;
