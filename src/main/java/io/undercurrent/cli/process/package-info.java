/** A command as a process that runs for long: how it ends when it is told to, and what it says while Kafka is away. */
package io.undercurrent.cli.process;
