package io.undercurrent.nn.cell;

/** The arithmetic of a GRU with any {@link GateFunctions}. The planes are those of {@link GruCell}. */
public record GeneralGruCell(GateFunctions functions, int units) implements Cell {

    @Override
    public int gates() {
        return 3;
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
        int count = rows * units;
        float[] z = tape[0];
        float[] r = tape[1];
        float[] n = tape[2];
        float[] b = tape[3];
        functions.applyGate(z, rows, units);
        functions.applyGate(r, rows, units);
        for (int k = 0; k < count; k++) {
            n[k] = Math.fma(r[k], b[k], n[k]);
        }
        functions.candidate().apply(n, rows, units);
        float[] before = previous[0];
        float[] after = next[0];
        for (int k = 0; k < count; k++) {
            after[k] = Math.fma(z[k], before[k] - n[k], n[k]);
        }
    }

    @Override
    public void backward(
            int rows,
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients) {
        int count = rows * units;
        float[] z = tape[0];
        float[] r = tape[1];
        float[] n = tape[2];
        float[] b = tape[3];
        float[] before = previous[0];
        float[] dh = stateGradients[0];
        float[] dz = projectionGradients[0];
        float[] dr = projectionGradients[1];
        float[] dn = projectionGradients[2];
        for (int k = 0; k < count; k++) {
            dz[k] = dh[k] * (before[k] - n[k]);
            dn[k] = dh[k] * (1 - z[k]);
        }
        functions.gate().backward(z, dz, rows, units);
        functions.candidate().backward(n, dn, rows, units);
        GruCell.multiply(dn, b, dr, count);
        functions.gate().backward(r, dr, rows, units);
        GruCell.multiply(dn, r, projectionGradients[3], count);
        GruCell.multiply(dh, z, dh, count);
    }
}
