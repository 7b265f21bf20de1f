/** The losses that training minimises, each with its gradient. */
package io.undercurrent.nn.training.loss;
