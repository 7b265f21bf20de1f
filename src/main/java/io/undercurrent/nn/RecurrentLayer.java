package io.undercurrent.nn;

import io.undercurrent.nn.cell.Cell;
import java.util.Optional;

/**
 * A layer with memory: the state before a timestep and the timestep's input make the state after it, whose hidden part
 * h is the output.
 */
public sealed interface RecurrentLayer extends Layer permits SimpleRnn, Gru, Lstm {

    /** (features × gates·units) */
    Weight kernel();

    /** (units × gates·units) */
    Weight recurrentKernel();

    /** (1 × gates·units), added to x·kernel. */
    Weight bias();

    /** (1 × gates·units), added to h·recurrentKernel where a gate stands between the two products; otherwise there is none. */
    default Optional<Weight> secondBias() {
        return Optional.empty();
    }

    /** Whether the output is h of every timestep, (timesteps, units), or of the last alone, (units). */
    boolean returnSequences();

    /** The same layer giving h of every timestep, or of the last alone. */
    RecurrentLayer withReturnSequences(boolean all);

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

    @Override
    default int features() {
        return kernel().rows();
    }

    @Override
    default int units() {
        return recurrentKernel().rows();
    }

    @Override
    default int stateSize() {
        return units();
    }

    @Override
    default Shape outputShape(Shape input) {
        if (!input.sequence() || input.features() != features()) {
            throw new IllegalArgumentException(
                    "expected input of shape " + Shape.sequence(features()) + ", but got " + input);
        }
        return returnSequences() ? input.withFeatures(units()) : Shape.vector(units());
    }
}
