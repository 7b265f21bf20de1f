package io.undercurrent.nn;

import java.util.Arrays;

/** The arithmetic of {@link SimpleRnn}. */
record SimpleRnnCell(int units, Activation activation, float[] bias) implements Cell {

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int statePlanes() {
        return 1;
    }

    @Override
    public boolean apart() {
        return false;
    }

    @Override
    public int tapePlanes() {
        return 0;
    }

    @Override
    public void forward(
            int rows,
            float[] projections,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset) {
        for (int row = 0; row < rows; row++) {
            int a = row * units;
            int h = nextOffset + row * units;
            for (int j = 0; j < units; j++) {
                next[h + j] = projections[a + j] + bias[j];
            }
        }
        activation.apply(next, nextOffset, rows, units);
    }

    @Override
    public void backward(
            int rows,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset,
            float[] stateGradients,
            float[] projectionGradients) {
        activation.backward(next, nextOffset, stateGradients, 0, rows, units);
        System.arraycopy(stateGradients, 0, projectionGradients, 0, rows * units);
        Arrays.fill(stateGradients, 0, rows * units, 0);
    }
}
