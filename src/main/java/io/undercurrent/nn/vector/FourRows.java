package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Four rows times one to four vectors, as {@link Panels} says. */
final class FourRows {

    private FourRows() {}

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
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        FloatVector d2 = FloatVector.zero(SPECIES);
        FloatVector d3 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int third = second + xStride;
        int fourth = third + xStride;
        for (int k = 0; k < height; k++) {
            int at = panel + k * (4 * COUNT);
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
            factor = FloatVector.broadcast(SPECIES, x[third + k]);
            c0 = factor.fma(w0, c0);
            c1 = factor.fma(w1, c1);
            c2 = factor.fma(w2, c2);
            c3 = factor.fma(w3, c3);
            factor = FloatVector.broadcast(SPECIES, x[fourth + k]);
            d0 = factor.fma(w0, d0);
            d1 = factor.fma(w1, d1);
            d2 = factor.fma(w2, d2);
            d3 = factor.fma(w3, d3);
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
        a3.intoArray(y, to + 3 * COUNT);
        b0.intoArray(y, to + stride);
        b1.intoArray(y, to + stride + COUNT);
        b2.intoArray(y, to + stride + 2 * COUNT);
        b3.intoArray(y, to + stride + 3 * COUNT);
        c0.intoArray(y, to + 2 * stride);
        c1.intoArray(y, to + 2 * stride + COUNT);
        c2.intoArray(y, to + 2 * stride + 2 * COUNT);
        c3.intoArray(y, to + 2 * stride + 3 * COUNT);
        d0.intoArray(y, to + 3 * stride);
        d1.intoArray(y, to + 3 * stride + COUNT);
        d2.intoArray(y, to + 3 * stride + 2 * COUNT);
        d3.intoArray(y, to + 3 * stride + 3 * COUNT);
    }

    static void byThree(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        FloatVector d2 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int third = second + xStride;
        int fourth = third + xStride;
        int k = 0;
        int end = panel + height * (3 * COUNT);
        // Not "<", with which C2 unrolls the loop. That was slower with 16 registers, and was not measured with 32.
        for (int at = panel; at != end; at += 3 * COUNT) {
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
            factor = FloatVector.broadcast(SPECIES, x[third + k]);
            c0 = factor.fma(w0, c0);
            c1 = factor.fma(w1, c1);
            c2 = factor.fma(w2, c2);
            factor = FloatVector.broadcast(SPECIES, x[fourth + k]);
            d0 = factor.fma(w0, d0);
            d1 = factor.fma(w1, d1);
            d2 = factor.fma(w2, d2);
            k++;
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
        b0.intoArray(y, to + stride);
        b1.intoArray(y, to + stride + COUNT);
        b2.intoArray(y, to + stride + 2 * COUNT);
        c0.intoArray(y, to + 2 * stride);
        c1.intoArray(y, to + 2 * stride + COUNT);
        c2.intoArray(y, to + 2 * stride + 2 * COUNT);
        d0.intoArray(y, to + 3 * stride);
        d1.intoArray(y, to + 3 * stride + COUNT);
        d2.intoArray(y, to + 3 * stride + 2 * COUNT);
    }

    static void byTwo(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int third = second + xStride;
        int fourth = third + xStride;
        for (int k = 0; k < height; k++) {
            int at = panel + k * (2 * COUNT);
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, kernel, at + COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            a1 = factor.fma(w1, a1);
            factor = FloatVector.broadcast(SPECIES, x[second + k]);
            b0 = factor.fma(w0, b0);
            b1 = factor.fma(w1, b1);
            factor = FloatVector.broadcast(SPECIES, x[third + k]);
            c0 = factor.fma(w0, c0);
            c1 = factor.fma(w1, c1);
            factor = FloatVector.broadcast(SPECIES, x[fourth + k]);
            d0 = factor.fma(w0, d0);
            d1 = factor.fma(w1, d1);
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        b0.intoArray(y, to + stride);
        b1.intoArray(y, to + stride + COUNT);
        c0.intoArray(y, to + 2 * stride);
        c1.intoArray(y, to + 2 * stride + COUNT);
        d0.intoArray(y, to + 3 * stride);
        d1.intoArray(y, to + 3 * stride + COUNT);
    }

    static void byOne(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int third = second + xStride;
        int fourth = third + xStride;
        for (int k = 0; k < height; k++) {
            int at = panel + k * COUNT;
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            factor = FloatVector.broadcast(SPECIES, x[second + k]);
            b0 = factor.fma(w0, b0);
            factor = FloatVector.broadcast(SPECIES, x[third + k]);
            c0 = factor.fma(w0, c0);
            factor = FloatVector.broadcast(SPECIES, x[fourth + k]);
            d0 = factor.fma(w0, d0);
        }
        a0.intoArray(y, to);
        b0.intoArray(y, to + stride);
        c0.intoArray(y, to + 2 * stride);
        d0.intoArray(y, to + 3 * stride);
    }
}
