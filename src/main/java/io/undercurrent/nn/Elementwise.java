package io.undercurrent.nn;

/**
 * The functions of the gates over ranges of floats, as plain loops without branches, which the JIT compiler turns into vector
 * instructions: some 0.6 ns an element where libnd4j's tanh takes 6 ns. Java's float arithmetic gives the same bits in the
 * interpreter, in compiled and in vector code, so an element's value does not depend on where in the range it stands.
 */
final class Elementwise {

    /** From here on tanh differs from ±1 by less than 3e-7. */
    private static final float FLAT = 7.9f;

    private Elementwise() {}

    /**
     * tanh by a rational function x·P(x²)/Q(x²) of our own fit, minimising the relative error on [−7.9, 7.9]: 6e-9 by itself,
     * 3.5e-7 after rounding to float. Never outside (−1, 1); NaN stays NaN.
     */
    static float tanh(float x) {
        float y = Math.max(-FLAT, Math.min(FLAT, x));
        float square = y * y;
        float p = 1.5427991e-8f;
        p = p * square + 2.2023258e-5f;
        p = p * square + 3.5789928e-3f;
        p = p * square + 0.13450621f;
        p = p * square + 1;
        float q = 8.5987875e-7f;
        q = q * square + 3.4236518e-4f;
        q = q * square + 2.619224e-2f;
        q = q * square + 0.46783948f;
        q = q * square + 1;
        return y * p / q;
    }

    /** Replaces {@code count} values from {@code values[from]} on by their hyperbolic tangents. */
    static void tanh(float[] values, int from, int count) {
        for (int i = from, end = from + count; i < end; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** Replaces {@code count} values from {@code values[from]} on by 1/(1 + e⁻ˣ) = ½ + ½·tanh(x/2). */
    static void sigmoid(float[] values, int from, int count) {
        for (int i = from, end = from + count; i < end; i++) {
            values[i] = 0.5f + 0.5f * tanh(0.5f * values[i]);
        }
    }

    /** Replaces {@code count} values from {@code values[from]} on by their exponentials divided by the sum of these. */
    static void softmax(float[] values, int from, int count) {
        int end = from + count;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < end; i++) {
            greatest = Math.max(greatest, values[i]);
        }
        double sum = 0;
        for (int i = from; i < end; i++) {
            values[i] = (float) Math.exp(values[i] - greatest);
            sum += values[i];
        }
        float scale = (float) (1 / sum);
        for (int i = from; i < end; i++) {
            values[i] *= scale;
        }
    }

    /** Adds {@code bias} to each row of a (rows × bias.length) range. */
    static void addToRows(float[] values, int offset, int rows, float[] bias) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * bias.length;
            for (int j = 0; j < bias.length; j++) {
                values[start + j] += bias[j];
            }
        }
    }
}
