package io.undercurrent.nn.matrix;

/** y = x·kernel for the columns x of some {@link Factors}. */
public interface Product {

    /**
     * Sets the kernel, (columns of x × units).
     *
     * @param values row {@code k} begins at {@code values[offset + k·stride]}
     */
    void putKernel(float[] values, int offset, int stride);

    /**
     * @param y receives (rows taken in by the factors × units); elements after them may be overwritten
     */
    void run(float[] y);
}
