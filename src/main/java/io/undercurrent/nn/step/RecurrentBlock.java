package io.undercurrent.nn.step;

import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.Product;
import java.util.ArrayList;
import java.util.List;

/**
 * Some units of a {@link RecurrentStep} with all their gates: so few that their planes stay in the cache between
 * products and gates.
 */
final class RecurrentBlock {

    private final Cell cell;
    private final int first;
    private final int units;
    /** One product for each projection, in the order of the projections. */
    private final List<Product> products = new ArrayList<>();
    /** Planes of (TILE × units). */
    private final float[][] states;

    private final float[][] tape;

    /**
     * @param factors (TILE × height), read by each {@link #step}
     * @param kernels all weights of the layer, (height × width)
     * @param width gates·layer's units
     * @param joint columns of the factors for gates that use the sum of both products
     * @param input columns of x for the
     *     other gates
     * @param recurrence columns of h for the other gates
     * @param first the block's first unit, as a position in the layer
     */
    RecurrentBlock(
            Cell cell,
            Factors factors,
            float[] kernels,
            int width,
            Span joint,
            Span input,
            Span recurrence,
            int first,
            int units) {
        this.cell = cell;
        this.first = first;
        this.units = units;
        this.states = new float[cell.statePlanes()][units * LayerStep.TILE];
        this.tape = new float[cell.tapePlanes()][units * LayerStep.TILE];
        for (int gate = 0; gate < cell.joint(); gate++) {
            addProduct(factors, kernels, width, joint, gate);
        }
        for (int gate = cell.joint(); gate < cell.gates(); gate++) {
            addProduct(factors, kernels, width, input, gate);
        }
        for (int gate = cell.joint(); gate < cell.gates(); gate++) {
            addProduct(factors, kernels, width, recurrence, gate);
        }
    }

    /** Consecutive columns of the factors, which are rows of the kernels. */
    record Span(int from, int count) {}

    /** Adds the product of some columns for a gate. */
    private void addProduct(Factors factors, float[] kernels, int width, Span columns, int gate) {
        Product product = factors.product(columns.from(), columns.count(), units);
        product.putKernel(kernels, columns.from() * width + gate * (width / cell.gates()) + first, width);
        products.add(product);
    }

    /**
     * Loads the planes of the state that a step reads besides the factors.
     *
     * @param offset position of the first row's states; the next row's begin {@code stride} later
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

    /** Stores the planes of the state: the reverse of {@link #load}. */
    void store(int rows, float[] target, int offset, int stride, int planeSize) {
        for (int plane = 0; plane < states.length; plane++) {
            int to = offset + plane * planeSize + first;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(states[plane], row * units, target, to + row * stride, units);
            }
        }
    }

    void step(int rows) {
        for (int i = 0; i < products.size(); i++) {
            products.get(i).run(tape[i]);
        }
        cell.forward(rows, tape, states, states);
    }

    /** Writes h of this block to the block's columns of {@code hidden}. */
    void putHidden(int rows, TileRows hidden) {
        int to = hidden.offset() + first;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states[0], row * units, hidden.values(), to + row * hidden.stride(), units);
        }
    }
}
