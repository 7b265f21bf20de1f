/**
 * Fits a {@link io.undercurrent.model.recurrent.RecurrentModel} to histories of series: days for training and for
 * validation, mini-batches, and the training loop. {@code nn.training} computes the gradients of networks; the model's
 * encoder computes their inputs.
 */
package io.undercurrent.training;
