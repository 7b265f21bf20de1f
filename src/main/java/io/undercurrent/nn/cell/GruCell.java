package io.undercurrent.nn.cell;

import io.undercurrent.nn.Gru;
import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.nn.matrix.Functions;

/**
 * The arithmetic of {@link Gru}. The projections are those of z and r, then a and b of the candidate separately; {@link
 * #forward} replaces these four planes of the tape by z, r, n and b.
 */
public record GruCell(int units) implements Cell {

    private static final Functions FUNCTIONS = Backends.current().functions();

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
    public void forward(int rows, float[][] tape, float[][] previous, float[][] next) {
        FUNCTIONS.gru(tape[0], tape[1], tape[2], tape[3], previous[0], next[0], rows * units);
    }

    @Override
    public void backward(
            int rows,
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
        int count = rows * units;
        throughUpdate(dh, previous[0], n, z, projectionGradients[0], count);
        throughCandidate(dh, z, n, dn, count);
        throughReset(dn, b, r, projectionGradients[1], count);
        multiply(dn, r, projectionGradients[3], count);
        multiply(dh, z, dh, count);
    }

    private static void throughUpdate(float[] dh, float[] before, float[] n, float[] z, float[] result, int count) {
        for (int k = 0; k < count; k++) {
            result[k] = dh[k] * (before[k] - n[k]) * z[k] * (1 - z[k]);
        }
    }

    private static void throughCandidate(float[] dh, float[] z, float[] n, float[] result, int count) {
        for (int k = 0; k < count; k++) {
            result[k] = dh[k] * (1 - z[k]) * (1 - n[k] * n[k]);
        }
    }

    private static void throughReset(float[] dn, float[] b, float[] r, float[] result, int count) {
        for (int k = 0; k < count; k++) {
            result[k] = dn[k] * b[k] * r[k] * (1 - r[k]);
        }
    }

    /** product = a ⊙ b */
    static void multiply(float[] a, float[] b, float[] product, int count) {
        for (int k = 0; k < count; k++) {
            product[k] = a[k] * b[k];
        }
    }
}
