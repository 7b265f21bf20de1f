/**
 * Runs networks: a {@link io.undercurrent.nn.step.Stepper} is one thread's working memory, with the memory of each
 * layer for a tile of rows. {@link io.undercurrent.nn.matrix} computes the products, {@link io.undercurrent.nn.cell}
 * the arithmetic after them.
 */
package io.undercurrent.nn.step;
