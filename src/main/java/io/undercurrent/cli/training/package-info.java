/** What commands that train ask of the readings, steps and shape, and what they say of a training while it runs and when it is over. */
package io.undercurrent.cli.training;
