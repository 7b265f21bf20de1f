/**
 * Running a network: a {@link io.undercurrent.nn.step.Stepper} is one thread's working memory, with the memory of each layer for a
 * tile of rows. The products come from {@link io.undercurrent.nn.matrix}, what follows them from {@link io.undercurrent.nn.cell}.
 */
package io.undercurrent.nn.step;
