package io.undercurrent.nn.matrix;

/**
 * The functions of the gates over the first {@code count} elements of arrays. An element's value has the same bits wherever it stands,
 * and in all implementations.
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
}
