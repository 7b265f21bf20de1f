/**
 * What the source of readings keeps in checkpoints: how far it has read, of which topics, and how much of the past is left.
 */
package io.undercurrent.job.source.split;
