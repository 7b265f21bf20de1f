/**
 * Models whose network was trained with other software. An {@link io.undercurrent.model.imported.ImportedSpec}
 * describes inputs and outputs of the network. The baseline is the last value. If the network's outputs are points, the
 * first intervals come from the errors of that baseline.
 */
package io.undercurrent.model.imported;
