package io.undercurrent.nn;

import java.util.List;

/** One layer of a network: its weights and what it makes of a shape. Layers hold no state; it goes in and comes out. */
public sealed interface Layer permits Dense, Flatten, Scaling, ActivationLayer, RecurrentLayer {

    /** What the layer is called in summaries, errors and files, such as {@code simple_rnn}. */
    String kind();

    /** Values a timestep, or in a vector, that the layer takes in. */
    int features();

    /** Values a timestep, or in a vector, that the layer gives. */
    int units();

    /** The weights in the order in which {@link Network#parameters} lines them up. */
    List<Weight> weights();

    /**
     * The same layer with other values in its weights.
     *
     * @param parameters holds {@link #parameterCount} values from {@code parameters[offset]} on, in the order of
     *     {@link #weights}, each weight row-major
     */
    Layer withParameters(float[] parameters, int offset);

    /**
     * What comes out when {@code input} goes in.
     *
     * @throws IllegalArgumentException if the layer cannot take such input
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
