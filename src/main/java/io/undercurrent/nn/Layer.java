package io.undercurrent.nn;

import java.util.List;

/** One layer of a network: its weights and its output shape. Layers hold no state; state is an input and an output. */
public sealed interface Layer permits Dense, Flatten, Scaling, ActivationLayer, RecurrentLayer {

    /** What the layer is called in summaries, errors and files, such as {@code simple_rnn}. */
    String kind();

    /** Number of inputs: values in each timestep, or in the vector. */
    int features();

    /** Number of outputs: values in each timestep, or in the vector. */
    int units();

    /** The weights, in the order of {@link Network#parameters}. */
    List<Weight> weights();

    /**
     * The same layer with other values in its weights.
     *
     * @param parameters holds {@link #parameterCount} values from {@code parameters[offset]} on, in the order of
     *     {@link #weights}, each weight row-major
     */
    Layer withParameters(float[] parameters, int offset);

    /**
     * The output shape for {@code input}.
     *
     * @throws IllegalArgumentException if the layer cannot take input of this shape
     */
    Shape outputShape(Shape input);

    default int parameterCount() {
        return weights().stream().mapToInt(Weight::size).sum();
    }

    /** Values of state that one member of the batch carries from timestep to timestep; 0 for a layer without memory. */
    default int stateSize() {
        return 0;
    }
}
