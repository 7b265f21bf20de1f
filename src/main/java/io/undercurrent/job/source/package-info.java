/**
 * The source of readings. Checkpoints hold the topic's id beside each offset, so that offsets of a deleted topic are never used for a
 * new one of the same name, also where a pattern found the topic after the start. A watch reports why no readings arrive. The source tells
 * all tasks when it has read what the topics had at the start. {@link io.undercurrent.job.source.ReadToEnd} also serves those who read a
 * topic once, up to its end.
 */
package io.undercurrent.job.source;
