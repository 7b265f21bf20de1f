package io.undercurrent.nn;

/** The arithmetic of {@link Gru}. The tape holds z, r, n, then p = bʰ, the candidate's recurrent projection. */
record GruCell() implements Cell {

    @Override
    public int gates() {
        return Gru.GATES;
    }

    @Override
    public int statePlanes() {
        return 1;
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public int tapePlanes() {
        return 4;
    }

    @Override
    public void forward(float[][] projections, float[][] previous, float[][] next, float[][] tape) {
        float[] z = tape[0];
        float[] r = tape[1];
        float[] n = tape[2];
        float[] p = tape[3];
        Elementwise.add(projections[0], projections[3], z);
        Elementwise.sigmoid(z);
        Elementwise.add(projections[1], projections[4], r);
        Elementwise.sigmoid(r);
        System.arraycopy(projections[5], 0, p, 0, p.length);
        reset(projections[2], r, p, n);
        Elementwise.tanh(n);
        update(z, n, previous[0], next[0]);
    }

    private static void reset(float[] a, float[] r, float[] p, float[] n) {
        for (int k = 0; k < n.length; k++) {
            n[k] = a[k] + r[k] * p[k];
        }
    }

    /** z ⊙ before + (1 − z) ⊙ n, with one product less. */
    private static void update(float[] z, float[] n, float[] before, float[] after) {
        for (int k = 0; k < after.length; k++) {
            after[k] = n[k] + z[k] * (before[k] - n[k]);
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
        float[] p = tape[3];
        float[] dh = stateGradients[0];
        float[] dn = projectionGradients[2];
        throughUpdate(dh, previous[0], n, z, projectionGradients[0]);
        throughCandidate(dh, z, n, dn);
        throughReset(dn, p, r, projectionGradients[1]);
        System.arraycopy(projectionGradients[0], 0, projectionGradients[3], 0, dh.length);
        System.arraycopy(projectionGradients[1], 0, projectionGradients[4], 0, dh.length);
        Elementwise.multiply(dn, r, projectionGradients[5]);
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

    private static void throughReset(float[] dn, float[] p, float[] r, float[] result) {
        for (int k = 0; k < result.length; k++) {
            result[k] = dn[k] * p[k] * r[k] * (1 - r[k]);
        }
    }
}
