package io.undercurrent.nn.cell;

import io.undercurrent.nn.Lstm;
import java.util.Arrays;

/** The arithmetic of {@link Lstm}. The tape holds the gates i, f, g, o on the planes of their projections, then s = tanh(c). */
public record LstmCell() implements Cell {

    /** Blocks of units in the kernels. */
    public static final int GATES = 4;

    @Override
    public int gates() {
        return GATES;
    }

    @Override
    public int statePlanes() {
        return 2;
    }

    @Override
    public int joint() {
        return GATES;
    }

    @Override
    public int firstPlaneRead() {
        return 1;
    }

    @Override
    public int tapePlanes() {
        return GATES + 1;
    }

    @Override
    public void forward(float[][] tape, float[][] previous, float[][] next) {
        float[] i = tape[0];
        float[] f = tape[1];
        float[] g = tape[2];
        float[] o = tape[3];
        float[] s = tape[4];
        Elementwise.sigmoid(i);
        Elementwise.sigmoid(f);
        Elementwise.sigmoid(o);
        remember(f, previous[1], i, g, next[1]);
        show(next[1], o, s, next[0]);
    }

    /** g = tanh(g), after = f ⊙ before + i ⊙ g: one function and what becomes of it are as much as a vectorised loop takes. */
    private static void remember(float[] f, float[] before, float[] i, float[] g, float[] after) {
        for (int k = 0; k < after.length; k++) {
            float candidate = Elementwise.tanh(g[k]);
            g[k] = candidate;
            after[k] = Math.fma(f[k], before[k], i[k] * candidate);
        }
    }

    /** s = tanh(c), h = o ⊙ s */
    private static void show(float[] c, float[] o, float[] s, float[] h) {
        for (int k = 0; k < h.length; k++) {
            float seen = Elementwise.tanh(c[k]);
            s[k] = seen;
            h[k] = o[k] * seen;
        }
    }

    @Override
    public void backward(
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients) {
        float[] i = tape[0];
        float[] f = tape[1];
        float[] g = tape[2];
        float[] o = tape[3];
        float[] s = tape[4];
        float[] dh = stateGradients[0];
        float[] dc = stateGradients[1];
        throughOutput(dh, o, s, dc);
        throughSigmoid(dc, g, i, projectionGradients[0]);
        throughSigmoid(dc, previous[1], f, projectionGradients[1]);
        throughTanh(dc, i, g, projectionGradients[2]);
        throughSigmoid(dh, s, o, projectionGradients[3]);
        Elementwise.multiply(dc, f, dc);
        Arrays.fill(dh, 0);
    }

    /** h = o ⊙ tanh(c) adds to ∂L/∂c. */
    private static void throughOutput(float[] dh, float[] o, float[] s, float[] dc) {
        for (int k = 0; k < dc.length; k++) {
            dc[k] += dh[k] * o[k] * (1 - s[k] * s[k]);
        }
    }

    /** Gradient of the projection of a gate y = sigmoid(·) that is multiplied with {@code factor}. */
    private static void throughSigmoid(float[] gradient, float[] factor, float[] y, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = gradient[k] * factor[k] * y[k] * (1 - y[k]);
        }
    }

    /** Gradient of the projection of a candidate y = tanh(·) that is multiplied with {@code factor}. */
    private static void throughTanh(float[] gradient, float[] factor, float[] y, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = gradient[k] * factor[k] * (1 - y[k] * y[k]);
        }
    }
}
