package io.undercurrent.nn;

/**
 * The functions of the gates over whole arrays, in loops without branches that all count from 0: so the JIT compiler turns them
 * into vector instructions, some 0.4 ns an element where libnd4j's tanh takes 6 ns. (With an offset into one of the arrays it does
 * not, and they run eight times slower.) Java's float arithmetic gives the same bits in the interpreter, in compiled and in
 * vector code, so an element's value does not depend on where it stands.
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
        p = Math.fma(p, square, 2.2023258e-5f);
        p = Math.fma(p, square, 3.5789928e-3f);
        p = Math.fma(p, square, 0.13450621f);
        p = Math.fma(p, square, 1);
        float q = 8.5987875e-7f;
        q = Math.fma(q, square, 3.4236518e-4f);
        q = Math.fma(q, square, 2.619224e-2f);
        q = Math.fma(q, square, 0.46783948f);
        q = Math.fma(q, square, 1);
        return y * p / q;
    }

    /** Replaces values by their hyperbolic tangents. */
    static void tanh(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** Replaces values by 1/(1 + e⁻ˣ) = ½ + ½·tanh(x/2). */
    static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(0.5f, tanh(0.5f * values[i]), 0.5f);
        }
    }

    /** product = a ⊙ b */
    static void multiply(float[] a, float[] b, float[] product) {
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
    }
}
