package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Matrix;

/**
 * The working memory of one layer for a tile of {@link #TILE} rows.
 *
 * <p>Products always run over a whole tile, full or not: the sums of a row then are added up in the same way whatever stands in
 * the other rows and however many there are. Elementwise work is done for the rows in use.
 */
sealed interface LayerStep extends AutoCloseable permits DenseStep, RecurrentStep {

    /** Rows of a product. Measured: fewer make the products inefficient, more make a single row expensive. */
    int TILE = 32;

    /**
     * One timestep, or one vector.
     *
     * @param inputs (rows × features) from {@code inputs[0]} on
     * @return (rows × units) from element 0 on, valid until the next step
     */
    float[] step(int rows, float[] inputs);

    @Override
    void close();

    /** A matrix in native memory with the values of {@code weight}. */
    static Matrix matrix(Weight weight) {
        Matrix matrix = new Matrix(weight.rows(), weight.columns());
        matrix.put(weight.values(), 0, weight.size());
        return matrix;
    }
}
