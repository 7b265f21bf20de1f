/**
 * Trains networks: {@link io.undercurrent.nn.training.BackPropagation} through time, losses, the optimiser, and a loop
 * for supervised learning. Training and inference share the gates in {@link io.undercurrent.nn.cell.Cell}.
 */
package io.undercurrent.nn.training;
