/**
 * When a message was sent, and how far the stream of messages has come: what the time limits of a job go by, so that a topic
 * read again ends in what it ended in before. The clock of the machine decides only how long to wait for a silent partition, and
 * which timestamps are too far ahead to count as progress. Knows messages by their timestamps alone.
 */
package io.undercurrent.stream.time;
