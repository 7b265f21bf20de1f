package io.undercurrent.nn.matrix;

/** sums = xᵀ·y: the outer products of the rows of x and y, added up. */
public interface OuterProduct extends AutoCloseable {

    /** Some columns of rows: row {@code r} has them from {@code values[offset + r·stride]} on. */
    record Columns(float[] values, int offset, int stride) {}

    /**
     * @param x (rows × features)
     * @param y (rows × units)
     * @param sums receives (features × units)
     */
    void run(int rows, Columns x, Columns y, float[] sums);

    /** Gives the memory back. */
    @Override
    void close();
}
