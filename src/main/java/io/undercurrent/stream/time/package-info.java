/**
 * How far the stream of messages has come, by which a job knows that a series stayed silent. The clock of the machine decides only how
 * long to wait for a silent partition, and which timestamps are too far ahead to count as progress.
 */
package io.undercurrent.stream.time;
