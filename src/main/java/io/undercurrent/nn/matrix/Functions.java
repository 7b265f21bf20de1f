package io.undercurrent.nn.matrix;

/**
 * Functions over arrays: gates over the first {@code count} elements, and sums of products. An element's result does
 * not depend on its position. All implementations give the same bits.
 */
public interface Functions {

    /** Replaces values by their hyperbolic tangents. */
    void tanh(float[] values, int count);

    /** Replaces values by their sigmoids. */
    void sigmoid(float[] values, int count);

    /**
     * z = sigmoid(z), r = sigmoid(r), n = tanh(n + r ⊙ b), after = z ⊙ before + (1 − z) ⊙ n: the gates of a Gru.
     *
     * @param after may be {@code before}
     */
    void gru(float[] z, float[] r, float[] n, float[] b, float[] before, float[] after, int count);

    /**
     * i = sigmoid(i), f = sigmoid(f), g = tanh(g), o = sigmoid(o), after = f ⊙ before + i ⊙ g, s = tanh(after), h = o ⊙ s: the gates
     * of an Lstm.
     *
     * @param gates i, f, g, o and s
     * @param after may be {@code before}
     */
    void lstm(float[][] gates, float[] before, float[] after, float[] h, int count);

    /**
     * Computes Σ a(t)·b(t − lag), from t = lag on, for several lags. Products are rounded to floats and distributed in
     * turn over four sums; the last one to three products go to the first sum.
     *
     * @param b as long as {@code a}
     * @param first the first lag; all lags are less than the length of the arrays
     * @param sums receives the sum of lag {@code first + i} at {@code i}
     */
    void laggedProducts(float[] a, float[] b, int first, int count, double[] sums);
}
