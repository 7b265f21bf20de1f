/**
 * The kind of model whose network was trained elsewhere: an {@link io.undercurrent.model.imported.ImportedSpec} says what the network
 * eats and gives. The baseline is the last value, and where the network gives points alone, intervals begin with that baseline's errors.
 */
package io.undercurrent.model.imported;
