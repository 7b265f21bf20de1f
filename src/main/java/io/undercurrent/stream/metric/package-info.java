/**
 * What the operators count and measure for Flink's metrics.
 */
package io.undercurrent.stream.metric;
