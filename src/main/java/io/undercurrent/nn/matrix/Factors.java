package io.undercurrent.nn.matrix;

/** Rows that products read, (rows × width). Not thread-safe. */
public interface Factors extends AutoCloseable {

    /**
     * Creates a product of some columns with a kernel of its own; it is closed together with these factors.
     *
     * @param from the first column
     */
    Product product(int from, int count, int units);

    /**
     * Sets the rows that the products read from now on. The caller must not change the array until they have run.
     *
     * @param values row {@code r} begins at {@code values[offset + r·width]}
     * @param rows number of rows, at most the number allocated
     */
    void take(float[] values, int offset, int rows);

    /** Gives the memory back. */
    @Override
    void close();
}
