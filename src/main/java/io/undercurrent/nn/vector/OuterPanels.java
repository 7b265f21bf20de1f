package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Adds up outer products of some rows, for four columns of x and one to four vectors of columns of y, with all sums in registers.
 * The code is unrolled by hand, because vectors in an array would be objects.
 *
 * <p>x: the first row has the four columns at {@code at}; y: the first row has its columns from {@code from} on; sums: receives those
 * of each column of x at one of {@code to}.
 */
final class OuterPanels {

    private OuterPanels() {}

    static void fourByFour(
            float[] x, int[] at, int xStride, float[] y, int from, int yStride, int rows, float[] sums, int[] to) {
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
        int a = at[0];
        int b = at[1];
        int c = at[2];
        int d = at[3];
        int k = from;
        for (int row = 0; row < rows; row++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, y, k);
            FloatVector y1 = FloatVector.fromArray(SPECIES, y, k + COUNT);
            FloatVector y2 = FloatVector.fromArray(SPECIES, y, k + 2 * COUNT);
            FloatVector y3 = FloatVector.fromArray(SPECIES, y, k + 3 * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[a]);
            a0 = factor.fma(y0, a0);
            a1 = factor.fma(y1, a1);
            a2 = factor.fma(y2, a2);
            a3 = factor.fma(y3, a3);
            factor = FloatVector.broadcast(SPECIES, x[b]);
            b0 = factor.fma(y0, b0);
            b1 = factor.fma(y1, b1);
            b2 = factor.fma(y2, b2);
            b3 = factor.fma(y3, b3);
            factor = FloatVector.broadcast(SPECIES, x[c]);
            c0 = factor.fma(y0, c0);
            c1 = factor.fma(y1, c1);
            c2 = factor.fma(y2, c2);
            c3 = factor.fma(y3, c3);
            factor = FloatVector.broadcast(SPECIES, x[d]);
            d0 = factor.fma(y0, d0);
            d1 = factor.fma(y1, d1);
            d2 = factor.fma(y2, d2);
            d3 = factor.fma(y3, d3);
            a += xStride;
            b += xStride;
            c += xStride;
            d += xStride;
            k += yStride;
        }
        a0.intoArray(sums, to[0]);
        a1.intoArray(sums, to[0] + COUNT);
        a2.intoArray(sums, to[0] + 2 * COUNT);
        a3.intoArray(sums, to[0] + 3 * COUNT);
        b0.intoArray(sums, to[1]);
        b1.intoArray(sums, to[1] + COUNT);
        b2.intoArray(sums, to[1] + 2 * COUNT);
        b3.intoArray(sums, to[1] + 3 * COUNT);
        c0.intoArray(sums, to[2]);
        c1.intoArray(sums, to[2] + COUNT);
        c2.intoArray(sums, to[2] + 2 * COUNT);
        c3.intoArray(sums, to[2] + 3 * COUNT);
        d0.intoArray(sums, to[3]);
        d1.intoArray(sums, to[3] + COUNT);
        d2.intoArray(sums, to[3] + 2 * COUNT);
        d3.intoArray(sums, to[3] + 3 * COUNT);
    }

    static void fourByThree(
            float[] x, int[] at, int xStride, float[] y, int from, int yStride, int rows, float[] sums, int[] to) {
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
        int a = at[0];
        int b = at[1];
        int c = at[2];
        int d = at[3];
        int k = from;
        for (int row = 0; row < rows; row++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, y, k);
            FloatVector y1 = FloatVector.fromArray(SPECIES, y, k + COUNT);
            FloatVector y2 = FloatVector.fromArray(SPECIES, y, k + 2 * COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[a]);
            a0 = factor.fma(y0, a0);
            a1 = factor.fma(y1, a1);
            a2 = factor.fma(y2, a2);
            factor = FloatVector.broadcast(SPECIES, x[b]);
            b0 = factor.fma(y0, b0);
            b1 = factor.fma(y1, b1);
            b2 = factor.fma(y2, b2);
            factor = FloatVector.broadcast(SPECIES, x[c]);
            c0 = factor.fma(y0, c0);
            c1 = factor.fma(y1, c1);
            c2 = factor.fma(y2, c2);
            factor = FloatVector.broadcast(SPECIES, x[d]);
            d0 = factor.fma(y0, d0);
            d1 = factor.fma(y1, d1);
            d2 = factor.fma(y2, d2);
            a += xStride;
            b += xStride;
            c += xStride;
            d += xStride;
            k += yStride;
        }
        a0.intoArray(sums, to[0]);
        a1.intoArray(sums, to[0] + COUNT);
        a2.intoArray(sums, to[0] + 2 * COUNT);
        b0.intoArray(sums, to[1]);
        b1.intoArray(sums, to[1] + COUNT);
        b2.intoArray(sums, to[1] + 2 * COUNT);
        c0.intoArray(sums, to[2]);
        c1.intoArray(sums, to[2] + COUNT);
        c2.intoArray(sums, to[2] + 2 * COUNT);
        d0.intoArray(sums, to[3]);
        d1.intoArray(sums, to[3] + COUNT);
        d2.intoArray(sums, to[3] + 2 * COUNT);
    }

    static void fourByTwo(
            float[] x, int[] at, int xStride, float[] y, int from, int yStride, int rows, float[] sums, int[] to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        FloatVector d1 = FloatVector.zero(SPECIES);
        int a = at[0];
        int b = at[1];
        int c = at[2];
        int d = at[3];
        int k = from;
        for (int row = 0; row < rows; row++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, y, k);
            FloatVector y1 = FloatVector.fromArray(SPECIES, y, k + COUNT);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[a]);
            a0 = factor.fma(y0, a0);
            a1 = factor.fma(y1, a1);
            factor = FloatVector.broadcast(SPECIES, x[b]);
            b0 = factor.fma(y0, b0);
            b1 = factor.fma(y1, b1);
            factor = FloatVector.broadcast(SPECIES, x[c]);
            c0 = factor.fma(y0, c0);
            c1 = factor.fma(y1, c1);
            factor = FloatVector.broadcast(SPECIES, x[d]);
            d0 = factor.fma(y0, d0);
            d1 = factor.fma(y1, d1);
            a += xStride;
            b += xStride;
            c += xStride;
            d += xStride;
            k += yStride;
        }
        a0.intoArray(sums, to[0]);
        a1.intoArray(sums, to[0] + COUNT);
        b0.intoArray(sums, to[1]);
        b1.intoArray(sums, to[1] + COUNT);
        c0.intoArray(sums, to[2]);
        c1.intoArray(sums, to[2] + COUNT);
        d0.intoArray(sums, to[3]);
        d1.intoArray(sums, to[3] + COUNT);
    }

    static void fourByOne(
            float[] x, int[] at, int xStride, float[] y, int from, int yStride, int rows, float[] sums, int[] to) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector d0 = FloatVector.zero(SPECIES);
        int a = at[0];
        int b = at[1];
        int c = at[2];
        int d = at[3];
        int k = from;
        for (int row = 0; row < rows; row++) {
            FloatVector y0 = FloatVector.fromArray(SPECIES, y, k);
            FloatVector factor = FloatVector.broadcast(SPECIES, x[a]);
            a0 = factor.fma(y0, a0);
            factor = FloatVector.broadcast(SPECIES, x[b]);
            b0 = factor.fma(y0, b0);
            factor = FloatVector.broadcast(SPECIES, x[c]);
            c0 = factor.fma(y0, c0);
            factor = FloatVector.broadcast(SPECIES, x[d]);
            d0 = factor.fma(y0, d0);
            a += xStride;
            b += xStride;
            c += xStride;
            d += xStride;
            k += yStride;
        }
        a0.intoArray(sums, to[0]);
        b0.intoArray(sums, to[1]);
        c0.intoArray(sums, to[2]);
        d0.intoArray(sums, to[3]);
    }
}
