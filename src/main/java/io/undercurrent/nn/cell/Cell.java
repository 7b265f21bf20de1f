package io.undercurrent.nn.cell;

/**
 * What a recurrent layer does in one timestep after the matrix products, forward and backward. Inference and training share
 * it: there is no second version of a gate.
 *
 * <p>All arrays are <em>planes</em>: (rows × units), in an array that may be longer. The state is one plane, h, or two, h and c. Rows do
 * not influence each other, not even in their last bits.
 *
 * <p>The products leave <em>projections</em>, biases included: a plane x·kernel + h·recurrentKernel for each of the first {@link
 * #joint} gates, in the order of the kernel's blocks. Where a gate stands between the two products of the others, their planes
 * follow apart: first those of x, then those of h.
 */
public sealed interface Cell permits SimpleRnnCell, GruCell, LstmCell, GeneralGruCell, GeneralLstmCell {

    /** Blocks of units in the kernels. */
    int gates();

    /** The first so many gates take the sum of both products. */
    int joint();

    /** Planes that the products leave. */
    default int projections() {
        return joint() + 2 * (gates() - joint());
    }

    /** 1, or 2 with a cell state. */
    int statePlanes();

    /** The first plane of the state before that {@link #forward} reads; those before it only enter the products. */
    int firstPlaneRead();

    /** Planes of the tape: {@link #projections} or more. */
    int tapePlanes();

    /**
     * One timestep forward.
     *
     * @param tape holds the projections in its first planes; receives in all of them what {@link #backward} needs besides the
     *     states
     * @param previous the state before
     * @param next receives the state after; may be the same planes as {@code previous}
     */
    void forward(int rows, float[][] tape, float[][] previous, float[][] next);

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
            int rows,
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients);
}
