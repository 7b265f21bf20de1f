package io.undercurrent.nn.cell;

import io.undercurrent.nn.Gru;

/**
 * The arithmetic of {@link Gru}. The projections are those of z and r, then a and b of the candidate apart, on whose planes the
 * tape leaves z, r, n and b.
 */
public record GruCell() implements Cell {

    /** Blocks of units in the kernels. */
    public static final int GATES = 3;

    @Override
    public int gates() {
        return GATES;
    }

    @Override
    public int joint() {
        return 2;
    }

    @Override
    public int statePlanes() {
        return 1;
    }

    @Override
    public int firstPlaneRead() {
        return 0;
    }

    @Override
    public int tapePlanes() {
        return projections();
    }

    @Override
    public void forward(float[][] tape, float[][] previous, float[][] next) {
        float[] z = tape[0];
        float[] r = tape[1];
        float[] n = tape[2];
        Elementwise.sigmoid(z);
        Elementwise.sigmoid(r);
        propose(r, tape[3], n);
        update(z, n, previous[0], next[0]);
    }

    /** n = tanh(n + r ⊙ b): in a loop by itself, which in a longer one would not be vectorised each time. */
    private static void propose(float[] r, float[] b, float[] n) {
        for (int k = 0; k < n.length; k++) {
            n[k] = Elementwise.tanh(Math.fma(r[k], b[k], n[k]));
        }
    }

    /** after = z ⊙ before + (1 − z) ⊙ n, with one product less. */
    private static void update(float[] z, float[] n, float[] before, float[] after) {
        for (int k = 0; k < after.length; k++) {
            after[k] = Math.fma(z[k], before[k] - n[k], n[k]);
        }
    }

    @Override
    public void backward(
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients) {
        float[] z = tape[0];
        float[] r = tape[1];
        float[] n = tape[2];
        float[] b = tape[3];
        float[] dh = stateGradients[0];
        float[] dn = projectionGradients[2];
        throughUpdate(dh, previous[0], n, z, projectionGradients[0]);
        throughCandidate(dh, z, n, dn);
        throughReset(dn, b, r, projectionGradients[1]);
        Elementwise.multiply(dn, r, projectionGradients[3]);
        Elementwise.multiply(dh, z, dh);
    }

    private static void throughUpdate(float[] dh, float[] before, float[] n, float[] z, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = dh[k] * (before[k] - n[k]) * z[k] * (1 - z[k]);
        }
    }

    private static void throughCandidate(float[] dh, float[] z, float[] n, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = dh[k] * (1 - z[k]) * (1 - n[k] * n[k]);
        }
    }

    private static void throughReset(float[] dn, float[] b, float[] r, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = dn[k] * b[k] * r[k] * (1 - r[k]);
        }
    }
}
