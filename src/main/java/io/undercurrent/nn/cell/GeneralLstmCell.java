package io.undercurrent.nn.cell;

import io.undercurrent.nn.cell.Activation.Order;
import java.util.Arrays;

/**
 * The arithmetic of an LSTM with any {@link GateFunctions}. The tape holds the gates i, f, g, o on the planes of their projections,
 * then s, the image of c.
 */
public record GeneralLstmCell(GateFunctions functions, int rows, Order order) implements Cell {

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
    public void forward(float[][] tape, float[][] previous, float[][] next) {
        float[] i = tape[0];
        float[] f = tape[1];
        float[] g = tape[2];
        float[] o = tape[3];
        float[] s = tape[4];
        functions.gate().apply(i, rows, order);
        functions.gate().apply(f, rows, order);
        functions.candidate().apply(g, rows, order);
        functions.gate().apply(o, rows, order);
        float[] before = previous[1];
        float[] after = next[1];
        for (int k = 0; k < after.length; k++) {
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
        }
        System.arraycopy(after, 0, s, 0, s.length);
        functions.candidate().apply(s, rows, order);
        Elementwise.multiply(o, s, next[0]);
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
        float[] ofO = projectionGradients[3];
        // What h = o ⊙ s adds to ∂L/∂c, through s.
        Elementwise.multiply(dh, o, ofO);
        functions.candidate().backward(s, ofO, rows, order);
        for (int k = 0; k < dc.length; k++) {
            dc[k] += ofO[k];
        }
        through(functions.gate(), dc, g, i, projectionGradients[0]);
        through(functions.gate(), dc, previous[1], f, projectionGradients[1]);
        through(functions.candidate(), dc, i, g, projectionGradients[2]);
        through(functions.gate(), dh, s, o, ofO);
        Elementwise.multiply(dc, f, dc);
        Arrays.fill(dh, 0);
    }

    /** Gradient of the projection of y = function(·) that is multiplied with {@code factor}. */
    private void through(Activation function, float[] gradient, float[] factor, float[] y, float[] result) {
        Elementwise.multiply(gradient, factor, result);
        function.backward(y, result, rows, order);
    }
}
