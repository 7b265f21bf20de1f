/**
 * What multiplies matrices: the {@link io.undercurrent.nn.matrix.Backend} that is picked once, and the one that OpenBLAS is. The only
 * package that knows ND4J and JavaCPP. What crosses its border is {@code float[]}.
 */
package io.undercurrent.nn.matrix;
