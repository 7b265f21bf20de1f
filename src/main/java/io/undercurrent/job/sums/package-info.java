/**
 * The second job: makes the forecasts that the first one wrote add up over the series of a hierarchy, from topic to topic. Its operators
 * find the part of the hierarchy that a message belongs to, and keep what came of it; what they compute is {@code reconciliation}'s.
 */
package io.undercurrent.job.sums;
