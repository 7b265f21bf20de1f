/** What {@code undercurrent train} says of a training while it runs and when it is over. */
package io.undercurrent.cli.training;
