package io.undercurrent.nn.matrix;

/**
 * Functions over whole arrays: those of the gates over the first {@code count} elements, where an element's value has the same bits
 * wherever it stands, and sums of products. All implementations come to the same bits.
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
     * For some lags Σ a(t)·b(t − lag), from t = lag on. Products are rounded to floats; every fourth goes to the same of four sums, and the
     * last ones, up to three, to the first.
     *
     * @param b as long as {@code a}
     * @param first of the lags, which are all less than the arrays are long
     * @param sums receives the sum of lag {@code first + i} at {@code i}
     */
    void laggedProducts(float[] a, float[] b, int first, int count, double[] sums);
}
