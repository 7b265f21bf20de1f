package io.undercurrent.nn.cell;

import io.undercurrent.nn.SimpleRnn;
import java.util.Arrays;

/** The arithmetic of {@link SimpleRnn}. */
public record SimpleRnnCell(Activation activation, int units) implements Cell {

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int joint() {
        return 1;
    }

    @Override
    public int statePlanes() {
        return 1;
    }

    @Override
    public int firstPlaneRead() {
        return 1;
    }

    @Override
    public int tapePlanes() {
        return 1;
    }

    @Override
    public void forward(int rows, float[][] tape, float[][] previous, float[][] next) {
        System.arraycopy(tape[0], 0, next[0], 0, rows * units);
        activation.apply(next[0], rows, units);
    }

    @Override
    public void backward(
            int rows,
            float[][] previous,
            float[][] next,
            float[][] tape,
            float[][] stateGradients,
            float[][] projectionGradients) {
        float[] gradient = projectionGradients[0];
        System.arraycopy(stateGradients[0], 0, gradient, 0, rows * units);
        activation.backward(next[0], gradient, rows, units);
        Arrays.fill(stateGradients[0], 0, rows * units, 0);
    }
}
