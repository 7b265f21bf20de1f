package io.undercurrent.nn.step;

import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.matrix.Matrix;
import io.undercurrent.nn.matrix.TileProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * Some units of a {@link RecurrentStep} with all their gates: few enough for their planes to stay in a near cache between
 * product and gates.
 */
final class RecurrentBlock implements AutoCloseable {

    private final Cell cell;
    private final int first;
    private final int units;
    /** One for each projection, in their order. */
    private final List<TileProduct> products = new ArrayList<>();
    /** Planes of (TILE × units). */
    private final float[][] states;

    private final float[][] tape;

    /**
     * @param factors (TILE × height), read by each {@link #step}
     * @param kernels all weights of the layer, (height × gates·layer's units)
     * @param joint columns of the factors for gates that take the sum of both products
     * @param input columns of the input's product for the others
     * @param recurrence columns of the recurrent product for the others
     * @param first the first unit of the layer that is in the block
     */
    RecurrentBlock(
            Cell cell, Matrix factors, float[] kernels, Span joint, Span input, Span recurrence, int first, int units) {
        this.cell = cell;
        this.first = first;
        this.units = units;
        this.states = new float[cell.statePlanes()][units * LayerStep.TILE];
        this.tape = new float[cell.tapePlanes()][units * LayerStep.TILE];
        for (int gate = 0; gate < cell.joint(); gate++) {
            addProduct(factors, kernels, joint, gate);
        }
        for (int gate = cell.joint(); gate < cell.gates(); gate++) {
            addProduct(factors, kernels, input, gate);
        }
        for (int gate = cell.joint(); gate < cell.gates(); gate++) {
            addProduct(factors, kernels, recurrence, gate);
        }
    }

    /** Consecutive columns of the factors, which are rows of the kernels. */
    record Span(int from, int count) {}

    /** Adds the product of some columns for a gate. */
    private void addProduct(Matrix factors, float[] kernels, Span columns, int gate) {
        int width = kernels.length / factors.columns();
        int layerUnits = width / cell.gates();
        float[] kernel = new float[columns.count() * units];
        for (int row = 0; row < columns.count(); row++) {
            int from = (columns.from() + row) * width + gate * layerUnits + first;
            System.arraycopy(kernels, from, kernel, row * units, units);
        }
        products.add(new TileProduct(factors.columns(columns.from(), columns.count()), kernel));
    }

    /**
     * Takes the planes of the state that a step reads besides the factors.
     *
     * @param offset where the states of the first row begin; those of the next row are {@code stride} farther
     * @param planeSize units of the layer
     */
    void load(int rows, float[] source, int offset, int stride, int planeSize) {
        for (int plane = cell.firstPlaneRead(); plane < states.length; plane++) {
            int from = offset + plane * planeSize + first;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(source, from + row * stride, states[plane], row * units, units);
            }
        }
    }

    /** Gives the planes of the state, the other way round as in {@link #load}. */
    void store(int rows, float[] target, int offset, int stride, int planeSize) {
        for (int plane = 0; plane < states.length; plane++) {
            int to = offset + plane * planeSize + first;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(states[plane], row * units, target, to + row * stride, units);
            }
        }
    }

    void step() {
        for (int i = 0; i < products.size(); i++) {
            products.get(i).run(tape[i]);
        }
        cell.forward(tape, states, states);
    }

    /** Writes h of this block to its columns among those of all units. */
    void putHidden(TileRows hidden) {
        int to = hidden.offset() + first;
        for (int row = 0; row < LayerStep.TILE; row++) {
            System.arraycopy(states[0], row * units, hidden.values(), to + row * hidden.stride(), units);
        }
    }

    @Override
    public void close() {
        products.forEach(TileProduct::close);
    }
}
