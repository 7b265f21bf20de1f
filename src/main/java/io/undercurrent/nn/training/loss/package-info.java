/**
 * What training makes small: the losses, each with its gradient.
 */
package io.undercurrent.nn.training.loss;
