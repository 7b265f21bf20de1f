/**
 * Recurrent networks: layers of immutable weights, state in and state out. A {@link io.undercurrent.nn.Network} knows its
 * layers and their shapes; {@link io.undercurrent.nn.step} runs it. Names and layout, (batch, timesteps, features), are those of Keras. Nothing here knows of series, days or files; how
 * weights are learned is the business of {@link io.undercurrent.nn.training}.
 */
package io.undercurrent.nn;
