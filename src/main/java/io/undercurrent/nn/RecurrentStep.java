package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Matrix;
import java.util.Arrays;
import java.util.List;

/** Working memory of a {@link RecurrentLayer}, with the states of the rows of the tile. */
final class RecurrentStep implements LayerStep {

    private final Cell cell;
    private final int features;
    private final Matrix kernel;
    private final Matrix recurrentKernel;
    private final Matrix inputs;
    private final Matrix hidden;
    private final Matrix inputProducts;
    /** The same matrix as {@code inputProducts} if the cell wants the sum of the two. */
    private final Matrix recurrentProducts;

    private final float[] projections;
    private final float[] states;
    private final float[] tape;

    RecurrentStep(RecurrentLayer layer) {
        int units = layer.units();
        int width = layer.kernel().columns();
        this.cell = layer.cell(biases(layer));
        this.features = layer.features();
        this.kernel = LayerStep.matrix(layer.kernel());
        this.recurrentKernel = LayerStep.matrix(layer.recurrentKernel());
        this.inputs = new Matrix(TILE, features);
        this.hidden = new Matrix(TILE, units);
        this.inputProducts = new Matrix(TILE, width);
        this.recurrentProducts = cell.apart() ? new Matrix(TILE, width) : inputProducts;
        this.projections = new float[(cell.apart() ? 2 : 1) * TILE * width];
        this.states = new float[cell.statePlanes() * TILE * units];
        this.tape = new float[cell.tapePlanes() * TILE * units];
    }

    /** The values of the weights that follow the recurrent kernel. */
    private static float[] biases(RecurrentLayer layer) {
        List<Weight> biases = layer.weights().subList(2, layer.weights().size());
        float[] values = new float[biases.stream().mapToInt(Weight::size).sum()];
        int offset = 0;
        for (Weight bias : biases) {
            bias.copyTo(values, offset);
            offset += bias.size();
        }
        return values;
    }

    /** Values of state a row. */
    int stateSize() {
        return cell.statePlanes() * cell.units();
    }

    /**
     * Takes in the states of the rows to be stepped next.
     *
     * @param source row {@code r} has its state from {@code source[offset + r·stride]} on
     */
    void load(int rows, float[] source, int offset, int stride) {
        int units = cell.units();
        for (int plane = 0; plane < cell.statePlanes(); plane++) {
            for (int row = 0; row < rows; row++) {
                int from = offset + row * stride + plane * units;
                System.arraycopy(source, from, states, (plane * rows + row) * units, units);
            }
        }
    }

    /** Hands out the states, to where {@link #load} took them from. */
    void store(int rows, float[] target, int offset, int stride) {
        int units = cell.units();
        for (int plane = 0; plane < cell.statePlanes(); plane++) {
            for (int row = 0; row < rows; row++) {
                int to = offset + row * stride + plane * units;
                System.arraycopy(states, (plane * rows + row) * units, target, to, units);
            }
        }
    }

    @Override
    public float[] step(int rows, float[] values) {
        int count = rows * kernel.columns();
        inputs.put(values, 0, rows * features);
        hidden.put(states, 0, rows * cell.units());
        Matrix.multiply(inputs, kernel, 0, inputProducts);
        Matrix.multiply(hidden, recurrentKernel, cell.apart() ? 0 : 1, recurrentProducts);
        inputProducts.get(projections, 0, count);
        if (cell.apart()) {
            recurrentProducts.get(projections, count, count);
        }
        cell.forward(rows, projections, states, 0, states, 0, tape, 0);
        return states;
    }

    @Override
    public void close() {
        Arrays.asList(kernel, recurrentKernel, inputs, hidden, inputProducts).forEach(Matrix::close);
        if (cell.apart()) {
            recurrentProducts.close();
        }
    }
}
