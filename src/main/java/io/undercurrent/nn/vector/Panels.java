package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Multiplies four rows or one (eight, with a panel of one vector) with a panel of one to four vectors, with all sums in registers. The code is unrolled by
 * hand, because vectors in an array would be objects.
 *
 * <p>x: rows that begin at {@code from} and {@code xStride} apart; kernel: (height × vectors) from {@code panel} on; y: receives rows
 * that begin at {@code to} and {@code stride} apart.
 */
final class Panels {

    /**
     * Most vectors in a panel. Four rows times three vectors are twelve sums; with three vectors of the kernel and one
     * of the row they fill the sixteen registers of AVX2. Processors with longer or shorter vectors have 32 registers.
     */
    static final int WIDEST = COUNT == 8 ? 3 : 4;

    private Panels() {}

    /**
     * The number of vectors in each panel, as wide as possible. A panel of one vector is used only if nothing else fits, because
     * the processor would wait for each of its sums.
     */
    static int[] widths(int vectors) {
        int[] widths = new int[vectors];
        int panels = 0;
        int left = vectors;
        while (left > 0) {
            int width = left == WIDEST + 1 ? WIDEST - 1 : Math.min(WIDEST, left);
            widths[panels++] = width;
            left -= width;
        }
        return Arrays.copyOf(widths, panels);
    }

    static void fourByFour(
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

    static void fourByThree(
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
        // Not "<": C2 would unroll the loop once more, and sixteen registers hold no second row of the kernel.
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

    static void fourByTwo(
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

    static void fourByOne(
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

    static void eightByOne(
            float[] x, int from, int xStride, int height, float[] kernel, int panel, float[] y, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector e0 = FloatVector.zero(SPECIES);
        FloatVector f0 = FloatVector.zero(SPECIES);
        FloatVector g0 = FloatVector.zero(SPECIES);
        FloatVector h0 = FloatVector.zero(SPECIES);
        int second = from + xStride;
        int third = second + xStride;
        int fourth = third + xStride;
        int fifth = fourth + xStride;
        int sixth = fifth + xStride;
        int seventh = sixth + xStride;
        int eighth = seventh + xStride;
        for (int k = 0; k < height; k++) {
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, panel + k * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            factor = FloatVector.broadcast(SPECIES, x[second + k]);
            b0 = factor.fma(w0, b0);
            factor = FloatVector.broadcast(SPECIES, x[third + k]);
            c0 = factor.fma(w0, c0);
            factor = FloatVector.broadcast(SPECIES, x[fourth + k]);
            d0 = factor.fma(w0, d0);
            factor = FloatVector.broadcast(SPECIES, x[fifth + k]);
            e0 = factor.fma(w0, e0);
            factor = FloatVector.broadcast(SPECIES, x[sixth + k]);
            f0 = factor.fma(w0, f0);
            factor = FloatVector.broadcast(SPECIES, x[seventh + k]);
            g0 = factor.fma(w0, g0);
            factor = FloatVector.broadcast(SPECIES, x[eighth + k]);
            h0 = factor.fma(w0, h0);
        }
        a0.intoArray(y, to);
        b0.intoArray(y, to + stride);
        c0.intoArray(y, to + 2 * stride);
        d0.intoArray(y, to + 3 * stride);
        e0.intoArray(y, to + 4 * stride);
        f0.intoArray(y, to + 5 * stride);
        g0.intoArray(y, to + 6 * stride);
        h0.intoArray(y, to + 7 * stride);
    }

    static void oneByFour(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
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
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
        a3.intoArray(y, to + 3 * COUNT);
    }

    static void oneByThree(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        for (int k = 0; k < height; k++) {
            int at = panel + k * (3 * COUNT);
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, kernel, at + COUNT);
            FloatVector w2 = FloatVector.fromArray(SPECIES, kernel, at + 2 * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            a1 = factor.fma(w1, a1);
            a2 = factor.fma(w2, a2);
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
        a2.intoArray(y, to + 2 * COUNT);
    }

    static void oneByTwo(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        for (int k = 0; k < height; k++) {
            int at = panel + k * (2 * COUNT);
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, kernel, at + COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
            a1 = factor.fma(w1, a1);
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + COUNT);
    }

    static void oneByOne(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        for (int k = 0; k < height; k++) {
            int at = panel + k * COUNT;
            FloatVector w0 = FloatVector.fromArray(SPECIES, kernel, at);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[from + k]);
            a0 = factor.fma(w0, a0);
        }
        a0.intoArray(y, to);
    }
}
