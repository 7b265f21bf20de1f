package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Affine;
import io.undercurrent.nn.matrix.Matrix;

/** Working memory of a {@link RecurrentLayer}, with the states of the rows of the tile. */
final class RecurrentStep implements LayerStep {

    private final Cell cell;
    private final int units;
    private final Affine affine;
    private final Affine recurrence;
    private final Matrix inputs;
    private final Matrix hidden;
    /** (gates·units × TILE), twice if the cell wants the two products apart. */
    private final Matrix products;

    private final Matrix inputProducts;
    private final Matrix recurrentProducts;
    private final float[][] projections;
    private final float[][] states;
    private final float[][] tape;

    RecurrentStep(RecurrentLayer layer) {
        this.units = layer.units();
        this.cell = layer.cell(TILE);
        int width = cell.gates() * units;
        this.affine = new Affine(layer.features(), width, true);
        affine.putKernel(layer.kernel().values(), 0);
        affine.putBias(layer.bias().values(), 0);
        this.recurrence = new Affine(units, width, layer.secondBias().isPresent());
        recurrence.putKernel(layer.recurrentKernel().values(), 0);
        layer.secondBias().ifPresent(bias -> recurrence.putBias(bias.values(), 0));
        this.inputs = affine.inputs(1, TILE);
        this.hidden = recurrence.inputs(1, TILE);
        this.products = new Matrix(cell.apart() ? 2 * width : width, TILE);
        this.inputProducts = products.rows(0, width);
        this.recurrentProducts = cell.apart() ? products.rows(width, width) : inputProducts;
        this.projections = new float[products.rows() / units][units * TILE];
        this.states = new float[cell.statePlanes()][units * TILE];
        this.tape = new float[cell.tapePlanes()][units * TILE];
    }

    /** Planes of the states of the tile, (units × TILE) each, to be read and written between steps. */
    float[][] states() {
        return states;
    }

    @Override
    public float[] step(float[] values) {
        inputs.put(0, values, 0, values.length);
        hidden.put(0, states[0], 0, states[0].length);
        affine.apply(inputs, 0, inputProducts);
        recurrence.apply(hidden, cell.apart() ? 0 : 1, recurrentProducts);
        for (int plane = 0; plane < projections.length; plane++) {
            products.get(plane * units, projections[plane], 0, projections[plane].length);
        }
        cell.forward(projections, states, states, tape);
        return states[0];
    }

    @Override
    public void close() {
        affine.close();
        recurrence.close();
        inputs.close();
        hidden.close();
        products.close();
    }
}
