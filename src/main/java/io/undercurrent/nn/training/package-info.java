/**
 * How networks learn: {@link io.undercurrent.nn.training.BackPropagation} through time, losses, the optimiser, and a loop that
 * puts them together for supervised learning. The arithmetic of the gates is that of {@link io.undercurrent.nn.cell.Cell}, the same that
 * runs the network later.
 */
package io.undercurrent.nn.training;
