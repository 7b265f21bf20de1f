package io.undercurrent.nn.cell;

/**
 * The arithmetic of a recurrent layer in one timestep, after the matrix products: forward and backward. Inference and
 * training share it.
 *
 * <p>All arrays are <em>planes</em>: (rows × units), in an array that may be longer. The state is one plane, h, or two,
 * h and c. Rows do not influence each other, not even in the last bit.
 *
 * <p>The matrix products, biases included, are the <em>projections</em>. Each of the first {@link #joint} gates, in the
 * order of the kernel's blocks, has one plane x·kernel + h·recurrentKernel. The other gates need the two products
 * separately: their planes of x follow, then their planes of h.
 */
public sealed interface Cell permits SimpleRnnCell, GruCell, LstmCell, GeneralGruCell, GeneralLstmCell {

    /** Blocks of units in the kernels. */
    int gates();

    /** Number of leading gates that use the sum of both products. */
    int joint();

    /** Number of planes of projections. */
    default int projections() {
        return joint() + 2 * (gates() - joint());
    }

    /** Number of planes of state: 1, or 2 with a cell state. */
    int statePlanes();

    /**
     * Index of the first plane of the previous state that {@link #forward} reads. Earlier planes are used only in the
     * products.
     */
    int firstPlaneRead();

    /** Number of planes of the tape: {@link #projections} or more. */
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
     * @param tape as written by {@link #forward}
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
