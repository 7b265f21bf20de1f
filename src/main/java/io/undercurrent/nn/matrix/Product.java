package io.undercurrent.nn.matrix;

/** y = x·kernel for the columns x of some {@link Factors}. */
public interface Product {

    /**
     * Takes in a kernel, (columns of x × units).
     *
     * @param values row {@code k} begins at {@code values[offset + k·stride]}
     */
    void putKernel(float[] values, int offset, int stride);

    /**
     * @param y receives as many rows, units wide, as the factors have taken in; what follows them may be overwritten
     */
    void run(float[] y);
}
