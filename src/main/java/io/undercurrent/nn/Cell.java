package io.undercurrent.nn;

/**
 * What a recurrent layer does in one timestep between the matrix products, forward and backward. Inference and training share
 * it: there is no second version of a gate.
 *
 * <p>All arrays are <em>planes</em>: whole arrays of (units × rows), the values of one unit for all rows lying together. A gate's
 * projection is one plane, the state is one plane, h, or two, h and c. Rows do not influence each other, not even in their last
 * bits.
 *
 * <p>The products leave <em>projections</em>, one plane a gate in the order of the kernel's blocks: x·kernel + h·recurrentKernel,
 * biases included. Where {@link #apart}, there are twice as many: those of x first, then those of h.
 */
public sealed interface Cell permits SimpleRnnCell, GruCell, LstmCell {

    /** Blocks of units in the kernels. */
    int gates();

    /** 1, or 2 with a cell state. */
    int statePlanes();

    /** Whether the two products must not be summed, because a gate stands between them. */
    boolean apart();

    /** Planes that {@link #backward} needs from {@link #forward} besides the states. */
    int tapePlanes();

    /**
     * One timestep forward.
     *
     * @param previous the state before
     * @param next receives the state after; may be the same planes as {@code previous}
     * @param tape receives {@link #tapePlanes} planes
     */
    void forward(float[][] projections, float[][] previous, float[][] next, float[][] tape);

    /**
     * One timestep backward.
     *
     * @param previous the state before, as in {@link #forward}
     * @param next the state after
     * @param tape what {@link #forward} left
     * @param stateGradients ∂L/∂next; replaced by the part of ∂L/∂previous that does not run through the recurrent product
     * @param projectionGradients receives ∂L/∂projections
     */
    void backward(
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients);
}
