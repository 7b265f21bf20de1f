package io.undercurrent.nn;

/**
 * What a recurrent layer does in one timestep between the matrix products, forward and backward. Inference and training share
 * it: there is no second version of a gate.
 *
 * <p>The products leave <em>projections</em>: (rows × gates·units), the sum of x·kernel and h·recurrentKernel; where
 * {@link #apart}, two such planes behind each other, x·kernel and h·recurrentKernel. Biases are the cell's to add.
 *
 * <p>States are planes of (rows × units) behind each other: h, and c behind it in the LSTM. All ranges are row-major and start
 * at the offset given with their array. Rows do not influence each other, not even in their last bits.
 */
public sealed interface Cell permits SimpleRnnCell, GruCell, LstmCell {

    int units();

    /** Blocks of {@code units} columns in a projection. */
    int gates();

    /** Planes of (rows × units) in a state: 1, or 2 with a cell state. */
    int statePlanes();

    /** Whether the two products must not be summed, because a gate stands between them. */
    boolean apart();

    /** Planes of (rows × units) that {@link #backward} needs from {@link #forward} besides the states. */
    int tapePlanes();

    /**
     * One timestep forward.
     *
     * @param projections overwritten
     * @param previous the state before
     * @param next receives the state after; may be {@code previous} at the same offset
     * @param tape receives {@link #tapePlanes} planes
     */
    void forward(
            int rows,
            float[] projections,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset);

    /**
     * One timestep backward.
     *
     * @param previous the state before, as in {@link #forward}
     * @param next the state after
     * @param tape what {@link #forward} left
     * @param stateGradients ∂L/∂next from offset 0 on; replaced by the part of ∂L/∂previous that does not run through the
     *     recurrent product
     * @param projectionGradients receives ∂L/∂projections from offset 0 on: one plane of (rows × gates·units), or two where
     *     {@link #apart}
     */
    void backward(
            int rows,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset,
            float[] stateGradients,
            float[] projectionGradients);
}
