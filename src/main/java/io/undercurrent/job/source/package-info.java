/**
 * The topic of readings as a source that knows which topic it reads: the id of the topic stands beside each offset in
 * checkpoints, so that offsets of a topic that was deleted are never used in one that was made anew under the same name, and a
 * watch tells what keeps readings away that would otherwise look like silence.
 */
package io.undercurrent.job.source;
