package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Two rows times three or four vectors, as {@link Panels} says, for the sixteen registers of AVX2: eight sums, four vectors of the
 * kernel and one of the row leave three. Four rows times three vectors need all sixteen, and took twice as long in most compilations
 * by C2.
 *
 * <p>The loops end with "!=", not with "&lt;", so that C2 does not unroll them: there are no registers for a second row of the kernel.
 */
final class TwoRows {

    private TwoRows() {}

    static void byFour(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector b3 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int at = panel;
        for (int k = 0; k != height; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, kernel, at + COUNT);
            FloatVector w2 = FloatVector.fromArray(SPECIES, kernel, at + 2 * COUNT);
            FloatVector w3 = FloatVector.fromArray(SPECIES, kernel, at + 3 * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            a1 = factor.fma(w1, a1);
            a2 = factor.fma(w2, a2);
            a3 = factor.fma(w3, a3);
            factor = FloatVector.broadcast(SPECIES, x[second + k]);
            b0 = factor.fma(w0, b0);
            b1 = factor.fma(w1, b1);
            b2 = factor.fma(w2, b2);
            b3 = factor.fma(w3, b3);
            at += 4 * COUNT;
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
        a3.intoArray(y, to + 3 * COUNT);
        b0.intoArray(y, to + stride);
        b1.intoArray(y, to + stride + COUNT);
        b2.intoArray(y, to + stride + 2 * COUNT);
        b3.intoArray(y, to + stride + 3 * COUNT);
    }

    static void byThree(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int at = panel;
        for (int k = 0; k != height; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, kernel, at + COUNT);
            FloatVector w2 = FloatVector.fromArray(SPECIES, kernel, at + 2 * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            a1 = factor.fma(w1, a1);
            a2 = factor.fma(w2, a2);
            factor = FloatVector.broadcast(SPECIES, x[second + k]);
            b0 = factor.fma(w0, b0);
            b1 = factor.fma(w1, b1);
            b2 = factor.fma(w2, b2);
            at += 3 * COUNT;
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
        b0.intoArray(y, to + stride);
        b1.intoArray(y, to + stride + COUNT);
        b2.intoArray(y, to + stride + 2 * COUNT);
    }
}
