/**
 * A command as a process that runs for long: the options of a job, the job in this process, how it ends when it is told to, and what it says while Kafka is
 * away or readings do not arrive.
 */
package io.undercurrent.cli.process;
