package io.undercurrent.nn;

/**
 * A layer with memory: the state before a timestep and the timestep's input make the state after it, whose hidden part
 * h is the output.
 */
public sealed interface RecurrentLayer extends Layer permits SimpleRnn, Gru, Lstm {

    /** (features × gates·units) */
    Weight kernel();

    /** (units × gates·units) */
    Weight recurrentKernel();

    /** Whether the output is h of every timestep, (timesteps, units), or of the last alone, (units). */
    boolean returnSequences();

    /** The same layer giving h of every timestep, or of the last alone. */
    RecurrentLayer withReturnSequences(boolean all);

    /**
     * The arithmetic of one timestep.
     *
     * @param biases the values of the weights that follow the recurrent kernel, behind each other; the cell keeps the array and
     *     reads it anew at each step, so that training can change them
     */
    Cell cell(float[] biases);

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
