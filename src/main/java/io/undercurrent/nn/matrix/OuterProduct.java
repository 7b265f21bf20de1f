package io.undercurrent.nn.matrix;

/** sums += xᵀ·y: the outer products of the rows of x and y, added up. */
public interface OuterProduct extends AutoCloseable {

    /** Some columns of rows: row {@code r} has them from {@code values[offset + r·stride]} on. */
    record Columns(float[] values, int offset, int stride) {}

    /**
     * @param x (rows × features)
     * @param y (rows × units)
     * @param sums (features × units) from {@code offset} on, to which the products are added
     */
    void addTo(float[] sums, int offset, int rows, Columns x, Columns y);

    /** Gives the memory back. */
    @Override
    void close();
}
