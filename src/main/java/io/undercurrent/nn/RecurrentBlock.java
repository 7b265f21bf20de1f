package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Matrix;
import io.undercurrent.nn.matrix.TileProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * Some units of a {@link RecurrentStep} with all their gates: few enough for their planes to stay in the innermost cache between
 * product and gates.
 */
final class RecurrentBlock implements AutoCloseable {

    private final Cell cell;
    private final int first;
    private final int units;
    /** (projections·units × TILE) */
    private final Matrix projections;

    private final List<TileProduct> products = new ArrayList<>();
    /** Planes of (units × TILE). */
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
        this.projections = new Matrix(cell.projections() * units, LayerStep.TILE);
        this.states = new float[cell.statePlanes()][units * LayerStep.TILE];
        this.tape = new float[cell.tapePlanes()][units * LayerStep.TILE];
        int apart = cell.gates() - cell.joint();
        addProduct(factors, kernels, joint, 0, cell.joint(), 0);
        if (apart > 0) {
            addProduct(factors, kernels, input, cell.joint(), apart, cell.joint());
            addProduct(factors, kernels, recurrence, cell.joint(), apart, cell.joint() + apart);
        }
    }

    /** Consecutive columns of the factors, which are rows of the kernels. */
    record Span(int from, int count) {}

    /** Adds the product of some columns for some gates, whose results go to the planes from {@code plane} on. */
    private void addProduct(Matrix factors, float[] kernels, Span columns, int gate, int gates, int plane) {
        int width = kernels.length / factors.columns();
        int layerUnits = width / cell.gates();
        float[] kernel = new float[columns.count() * gates * units];
        for (int row = 0; row < columns.count(); row++) {
            for (int i = 0; i < gates; i++) {
                int from = (columns.from() + row) * width + (gate + i) * layerUnits + first;
                System.arraycopy(kernels, from, kernel, (row * gates + i) * units, units);
            }
        }
        products.add(new TileProduct(
                factors.columns(columns.from(), columns.count()),
                kernel,
                projections.rows(plane * units, gates * units)));
    }

    /**
     * Takes the planes of the state that a step reads besides the factors.
     *
     * @param offset where the states of the first row begin; those of the next row are {@code stride} farther
     * @param planeSize units of the layer
     */
    void load(int rows, float[] source, int offset, int stride, int planeSize) {
        for (int plane = cell.firstPlaneRead(); plane < states.length; plane++) {
            Lanes.gather(source, offset + plane * planeSize + first, stride, rows, states[plane], LayerStep.TILE);
        }
    }

    /** Gives the planes of the state, the other way round as in {@link #load}. */
    void store(int rows, float[] target, int offset, int stride, int planeSize) {
        for (int plane = 0; plane < states.length; plane++) {
            Lanes.scatter(states[plane], LayerStep.TILE, rows, target, offset + plane * planeSize + first, stride);
        }
    }

    void step() {
        for (int i = 0; i < products.size(); i++) {
            products.get(i).run();
        }
        for (int plane = 0; plane < cell.projections(); plane++) {
            projections.get(plane * units, tape[plane], 0, tape[plane].length);
        }
        cell.forward(tape, states, states);
    }

    /** Writes h of this block to its columns among those of all units. */
    void putHidden(TileRows hidden) {
        Lanes.scatter(
                states[0], LayerStep.TILE, LayerStep.TILE, hidden.values(), hidden.offset() + first, hidden.stride());
    }

    @Override
    public void close() {
        products.forEach(TileProduct::close);
        projections.close();
    }
}
