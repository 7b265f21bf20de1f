/**
 * Recurrent networks: layers of immutable weights, state in and state out. A {@link io.undercurrent.nn.Network} knows
 * its layers and their shapes; {@link io.undercurrent.nn.step} runs it. Names and layout, (batch, timesteps, features),
 * are those of Keras. Nothing here depends on series, days or files. {@link io.undercurrent.nn.training} trains the
 * weights.
 */
package io.undercurrent.nn;
