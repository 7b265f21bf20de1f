/** What {@code undercurrent train} asks of a model's shape, and what it says of a training while it runs and when it is over. */
package io.undercurrent.cli.training;
