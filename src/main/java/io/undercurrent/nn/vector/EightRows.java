package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Eight rows times one vector, as {@link Panels} says. With fewer rows the processor would wait for each of the sums. */
final class EightRows {

    private EightRows() {}

    static void byOne(
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
}
