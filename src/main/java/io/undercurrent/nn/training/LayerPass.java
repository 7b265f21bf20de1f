package io.undercurrent.nn.training;

import io.undercurrent.nn.matrix.Matrix;

/**
 * One layer forward and backward, with everything kept in between. Sequences are time-major here, (timesteps·batch × features):
 * the rows of one timestep lie together, and all timesteps make one matrix.
 */
sealed interface LayerPass extends AutoCloseable permits DensePass, FlattenPass, RecurrentPass {

    /** Takes over the layer's parameters, which begin at {@code parameters[offset]}. */
    void load(float[] parameters, int offset);

    /**
     * @param inputs (rows × features)
     * @return (rows × units), valid until the next call
     */
    float[] forward(float[] inputs);

    /**
     * Adds ∂L/∂parameters to {@code gradients[offset]} and the places after it.
     *
     * @param outputGradients (rows × units), overwritten
     */
    void backward(float[] outputGradients, float[] gradients, int offset);

    /** ∂L/∂inputs after {@link #backward}, (rows × features), valid until the next call. */
    float[] inputGradients();

    @Override
    void close();

    /** Adds the sum of the rows of a (rows × columns) range to {@code sums[sumOffset]} and the places after it. */
    static void addRows(float[] values, int offset, int rows, int columns, float[] sums, int sumOffset) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * columns;
            for (int j = 0; j < columns; j++) {
                sums[sumOffset + j] += values[start + j];
            }
        }
    }

    /** Adds a matrix to {@code sums[offset]} and the places after it, by way of {@code buffer}. */
    static void add(Matrix matrix, float[] buffer, float[] sums, int offset) {
        int count = matrix.rows() * matrix.columns();
        matrix.get(buffer, 0, count);
        for (int i = 0; i < count; i++) {
            sums[offset + i] += buffer[i];
        }
    }
}
