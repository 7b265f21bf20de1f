package io.undercurrent.nn.matrix;

/** Rows that products read, (rows × width). Not for several threads at once. */
public interface Factors extends AutoCloseable {

    /**
     * A product of some columns, with a kernel of its own; closed with these factors.
     *
     * @param from the first column
     */
    Product product(int from, int count, int units);

    /**
     * Takes in the rows that the products read from now on. The array has to stay as it is until they have.
     *
     * @param values row {@code r} begins at {@code values[offset + r·width]}
     * @param rows how many there are, at most as many as there is room for
     */
    void take(float[] values, int offset, int rows);

    /** Gives the memory back. */
    @Override
    void close();
}
