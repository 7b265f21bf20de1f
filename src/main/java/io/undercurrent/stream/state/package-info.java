/**
 * Where a job keeps what is known of a series, in Flink's keyed state, and what the job as a whole keeps of where its state came from.
 */
package io.undercurrent.stream.state;
