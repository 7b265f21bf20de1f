/**
 * The arithmetic between the matrix products: activations, and what each kind of recurrent layer does in a timestep, forward
 * and backward.
 */
package io.undercurrent.nn.cell;
