package io.undercurrent.nn;

import java.util.Optional;

/**
 * A layer with memory: the state before a timestep and the timestep's input make the state after it, whose hidden part
 * h is the output.
 */
public sealed interface RecurrentLayer extends Layer permits CellLayer, ResetBeforeGru {

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
