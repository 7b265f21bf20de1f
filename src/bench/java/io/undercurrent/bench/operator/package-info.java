/**
 * The network's operator on Flink's harness, without Kafka: with its bundles, with bundles of one, and with DL4J in its place, which
 * steps one key at a time.
 */
package io.undercurrent.bench.operator;
