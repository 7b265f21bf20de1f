package io.undercurrent.nn;

import io.undercurrent.nn.cell.Cell;

/** A recurrent layer whose products are all of the input or of the state before, so that a {@link Cell} does the rest. */
public sealed interface CellLayer extends RecurrentLayer permits SimpleRnn, Gru, Lstm {

    /** Whether the units of a row influence each other inside of a timestep, so that all have to be computed together. */
    default boolean joinsUnits() {
        return false;
    }

    /**
     * The arithmetic of one timestep for some units of the layer.
     *
     * @param units width of the planes
     */
    Cell cell(int units);
}
