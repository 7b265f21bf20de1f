/**
 * Matrices in native memory and their products: the only package that knows ND4J and JavaCPP. What crosses its border is
 * {@code float[]}.
 */
package io.undercurrent.nn.matrix;
