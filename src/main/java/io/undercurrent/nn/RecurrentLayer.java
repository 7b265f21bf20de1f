package io.undercurrent.nn;

import java.util.Optional;

/**
 * A layer with state. It computes the state after a timestep from the state before it and the timestep's input; the
 * hidden part h of the state is the output.
 */
public sealed interface RecurrentLayer extends Layer permits CellLayer, ResetBeforeGru {

    /** (features × gates·units) */
    Weight kernel();

    /** (units × gates·units) */
    Weight recurrentKernel();

    /** (1 × gates·units), added to x·kernel. */
    Weight bias();

    /**
     * (1 × gates·units), added to h·recurrentKernel. Only for layers that apply a gate to h·recurrentKernel before
     * adding the input's product; empty for others.
     */
    default Optional<Weight> secondBias() {
        return Optional.empty();
    }

    /** Whether the output is h of every timestep, (timesteps, units), or only of the last, (units). */
    boolean returnSequences();

    /** The same layer, returning h of every timestep or only of the last. */
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
