/**
 * Fits a {@link io.undercurrent.model.recurrent.RecurrentModel} to histories of series: which days are learned from, which are held
 * back for validation, the mini-batches, and the loop that turns them into weights. The networks' own gradients come from
 * {@code nn.training}; the numbers fed to them come from the model's encoder.
 */
package io.undercurrent.training;
