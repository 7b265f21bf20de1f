package io.undercurrent.nn.cell;

import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.nn.matrix.Functions;
import java.util.Arrays;

/** The arithmetic of {@link Lstm}. The tape holds the gates i, f, g, o on the planes of their projections, then s = tanh(c). */
public record LstmCell(int units) implements Cell {

    private static final Functions FUNCTIONS = Backends.current().functions();

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
    public void forward(int rows, float[][] tape, float[][] previous, float[][] next) {
        FUNCTIONS.lstm(tape, previous[1], next[1], next[0], rows * units);
    }

    @Override
    public void backward(
            int rows,
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
        int count = rows * units;
        throughOutput(dh, o, s, dc, count);
        throughSigmoid(dc, g, i, projectionGradients[0], count);
        throughSigmoid(dc, previous[1], f, projectionGradients[1], count);
        throughTanh(dc, i, g, projectionGradients[2], count);
        throughSigmoid(dh, s, o, projectionGradients[3], count);
        GruCell.multiply(dc, f, dc, count);
        Arrays.fill(dh, 0, count, 0);
    }

    /** Adds to ∂L/∂c the part that comes from h = o ⊙ tanh(c). */
    private static void throughOutput(float[] dh, float[] o, float[] s, float[] dc, int count) {
        for (int k = 0; k < count; k++) {
            dc[k] += dh[k] * o[k] * (1 - s[k] * s[k]);
        }
    }

    /** Gradient of the projection of a gate y = sigmoid(·), where y is multiplied with {@code factor}. */
    private static void throughSigmoid(float[] gradient, float[] factor, float[] y, float[] result, int count) {
        for (int k = 0; k < count; k++) {
            result[k] = gradient[k] * factor[k] * y[k] * (1 - y[k]);
        }
    }

    /** Gradient of the projection of a candidate y = tanh(·), where y is multiplied with {@code factor}. */
    private static void throughTanh(float[] gradient, float[] factor, float[] y, float[] result, int count) {
        for (int k = 0; k < count; k++) {
            result[k] = gradient[k] * factor[k] * (1 - y[k] * y[k]);
        }
    }
}
