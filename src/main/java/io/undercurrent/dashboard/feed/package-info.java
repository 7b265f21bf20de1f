/**
 * Kafka's side of the live page: one thread a topic that reads it into the {@link io.undercurrent.dashboard.state.Board}, and
 * one that watches how fast the topics grow and how far the job has come. Consumers are assigned, never in a group.
 */
package io.undercurrent.dashboard.feed;
