package io.undercurrent.nn;

import io.undercurrent.nn.cell.Cell;

/**
 * A recurrent layer that multiplies only the input and the previous state with matrices; a {@link Cell} does the rest.
 */
public sealed interface CellLayer extends RecurrentLayer permits SimpleRnn, Gru, Lstm {

    /**
     * Whether the units of a row influence each other within a timestep. If so, all units must be computed together.
     */
    default boolean joinsUnits() {
        return false;
    }

    /**
     * The arithmetic of one timestep for {@code units} units of the layer.
     *
     * @param units width of the planes
     */
    Cell cell(int units);
}
