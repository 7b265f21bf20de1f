/**
 * Matrix products: the {@link io.undercurrent.nn.matrix.Backend}, picked once for each process, and its implementation
 * by OpenBLAS. Only this package uses ND4J and JavaCPP; its callers see {@code float[]} alone.
 */
package io.undercurrent.nn.matrix;
