package io.undercurrent.nn.cell;

import java.util.Arrays;

/**
 * The arithmetic of an LSTM with any {@link GateFunctions}. The tape holds the gates i, f, g, o on the planes of their projections,
 * then s, the image of c.
 */
public record GeneralLstmCell(GateFunctions functions, int units) implements Cell {

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public int joint() {
        return 4;
    }

    @Override
    public int statePlanes() {
        return 2;
    }

    @Override
    public int firstPlaneRead() {
        return 1;
    }

    @Override
    public int tapePlanes() {
        return 5;
    }

    @Override
    public void forward(int rows, float[][] tape, float[][] previous, float[][] next) {
        int count = rows * units;
        float[] i = tape[0];
        float[] f = tape[1];
        float[] g = tape[2];
        float[] o = tape[3];
        float[] s = tape[4];
        functions.applyGate(i, rows, units);
        functions.applyGate(f, rows, units);
        functions.candidate().apply(g, rows, units);
        functions.applyGate(o, rows, units);
        float[] before = previous[1];
        float[] after = next[1];
        for (int k = 0; k < count; k++) {
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
        }
        System.arraycopy(after, 0, s, 0, count);
        functions.candidate().apply(s, rows, units);
        GruCell.multiply(o, s, next[0], count);
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
        float[] i = tape[0];
        float[] f = tape[1];
        float[] g = tape[2];
        float[] o = tape[3];
        float[] s = tape[4];
        float[] dh = stateGradients[0];
        float[] dc = stateGradients[1];
        float[] ofO = projectionGradients[3];
        // The part of ∂L/∂c that comes from h = o ⊙ s, through s.
        GruCell.multiply(dh, o, ofO, count);
        functions.candidate().backward(s, ofO, rows, units);
        for (int k = 0; k < count; k++) {
            dc[k] += ofO[k];
        }
        through(functions.gate(), dc, g, i, projectionGradients[0], rows);
        through(functions.gate(), dc, previous[1], f, projectionGradients[1], rows);
        through(functions.candidate(), dc, i, g, projectionGradients[2], rows);
        through(functions.gate(), dh, s, o, ofO, rows);
        GruCell.multiply(dc, f, dc, count);
        Arrays.fill(dh, 0, count, 0);
    }

    /** Gradient of the projection of y = function(·), where y is multiplied with {@code factor}. */
    private void through(Activation function, float[] gradient, float[] factor, float[] y, float[] result, int rows) {
        GruCell.multiply(gradient, factor, result, rows * units);
        function.backward(y, result, rows, units);
    }
}
