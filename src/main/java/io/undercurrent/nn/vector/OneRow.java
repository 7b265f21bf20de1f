package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** One row times one to four vectors, as {@link Panels} says. */
final class OneRow {

    private OneRow() {}

    static void byFour(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
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

    static void byThree(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
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

    static void byTwo(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
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

    static void byOne(float[] x, int from, int height, float[] kernel, int panel, float[] y, int to) {
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
