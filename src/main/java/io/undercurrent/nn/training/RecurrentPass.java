package io.undercurrent.nn.training;

import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.cell.Activation.Order;
import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.matrix.Matrix;
import java.util.Arrays;

/** Back-propagation through time (Werbos 1990) of a {@link CellLayer}. */
final class RecurrentPass implements LayerPass {

    private final CellLayer layer;
    private final Cell cell;
    private final int timesteps;
    private final int units;
    private final AffinePass affine;
    private final AffinePass recurrence;
    /** (gates·units × batch), twice if the cell wants the two products apart: projections forward, gradients backward. */
    private final Matrix products;

    private final Matrix inputProducts;
    private final Matrix recurrentProducts;
    /** By timestep, kept for {@link #inputGradients}. */
    private final float[][][] projectionGradients;
    /** A plane, (units × batch). */
    private final float[] addend;

    /** The planes of the state before the first timestep, after it, and so on: timesteps + 1 of them. */
    private final float[][][] states;

    private final float[][][] tape;
    private final float[][] stateGradients;
    private final float[] recurrentGradients;
    /** h after each timestep, or after the last: not copies. */
    private final float[][] outputs;

    private final float[][] inputGradients;

    RecurrentPass(CellLayer layer, int batch, int timesteps) {
        this.layer = layer;
        this.cell = layer.cell(batch, Order.UNIT_MAJOR);
        this.timesteps = timesteps;
        this.units = layer.units();
        int width = cell.gates() * units;
        int plane = Math.multiplyExact(units, batch);
        this.affine = new AffinePass(layer.features(), width, true, timesteps, batch);
        this.recurrence = new AffinePass(units, width, layer.secondBias().isPresent(), timesteps, batch);
        this.products = new Matrix(isApart() ? 2 * width : width, batch);
        this.inputProducts = products.rows(0, width);
        this.recurrentProducts = isApart() ? products.rows(width, width) : inputProducts;
        this.projectionGradients = new float[timesteps][cell.projections()][plane];
        this.addend = new float[plane];
        this.states = new float[timesteps + 1][cell.statePlanes()][plane];
        this.tape = new float[timesteps][cell.tapePlanes()][plane];
        this.stateGradients = new float[cell.statePlanes()][plane];
        this.recurrentGradients = new float[plane];
        this.outputs = new float[layer.returnSequences() ? timesteps : 1][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[outputs.length - 1 - i] = states[timesteps - i][0];
        }
        this.inputGradients = new float[timesteps][layer.features() * batch];
    }

    private boolean isApart() {
        return cell.joint() < cell.gates();
    }

    /** The planes of the initial states, to be written before {@link #forward}. */
    float[][] initialStates() {
        return states[0];
    }

    /** The planes of the states after the last timestep. */
    float[][] finalStates() {
        return states[timesteps];
    }

    /** The planes of ∂L/∂(initial states), after {@link #backward}. */
    float[][] initialStateGradients() {
        return stateGradients;
    }

    @Override
    public void load(float[] parameters, int offset) {
        int recurrent = offset + layer.kernel().size();
        int bias = recurrent + layer.recurrentKernel().size();
        affine.load(parameters, offset, bias);
        recurrence.load(parameters, recurrent, bias + layer.bias().size());
    }

    @Override
    public float[][] forward(float[][] inputs) {
        for (int t = 0; t < timesteps; t++) {
            affine.forward(t, inputs[t], 0, inputProducts);
            recurrence.forward(t, states[t][0], isApart() ? 0 : 1, recurrentProducts);
            getProjections(tape[t]);
            cell.forward(tape[t], states[t], states[t + 1]);
        }
        return outputs;
    }

    private void getProjections(float[][] projections) {
        for (int gate = 0; gate < cell.gates(); gate++) {
            inputProducts.get(gate * units, projections[gate], 0, addend.length);
        }
        for (int gate = 0; isApart() && gate < cell.gates(); gate++) {
            if (gate < cell.joint()) {
                recurrentProducts.get(gate * units, addend, 0, addend.length);
                add(addend, projections[gate]);
            } else {
                recurrentProducts.get(gate * units, projections[planeOfRecurrence(gate)], 0, addend.length);
            }
        }
    }

    private void putInputGradients(float[][] projections) {
        for (int gate = 0; gate < cell.gates(); gate++) {
            inputProducts.put(gate * units, projections[gate], 0, addend.length);
        }
    }

    private void putRecurrentGradients(float[][] projections) {
        for (int gate = 0; isApart() && gate < cell.gates(); gate++) {
            recurrentProducts.put(gate * units, projections[planeOfRecurrence(gate)], 0, addend.length);
        }
    }

    /** The plane among the projections that a gate's recurrent product goes into. */
    private int planeOfRecurrence(int gate) {
        return gate < cell.joint() ? gate : gate + cell.gates() - cell.joint();
    }

    @Override
    public void backward(float[][] outputGradients, float[] gradients, int offset) {
        for (float[] plane : stateGradients) {
            Arrays.fill(plane, 0);
        }
        for (int t = timesteps - 1; t >= 0; t--) {
            boolean last = t == timesteps - 1;
            if (layer.returnSequences()) {
                add(outputGradients[t], stateGradients[0]);
            } else if (last) {
                add(outputGradients[0], stateGradients[0]);
            }
            cell.backward(states[t], states[t + 1], tape[t], stateGradients, projectionGradients[t]);
            putInputGradients(projectionGradients[t]);
            putRecurrentGradients(projectionGradients[t]);
            affine.backward(t, inputProducts, last);
            recurrence.backward(t, recurrentProducts, last);
            recurrence.inputGradients(recurrentProducts, recurrentGradients);
            add(recurrentGradients, stateGradients[0]);
        }
        int recurrent = offset + layer.kernel().size();
        int bias = recurrent + layer.recurrentKernel().size();
        affine.addGradients(gradients, offset, bias);
        recurrence.addGradients(gradients, recurrent, bias + layer.bias().size());
    }

    private static void add(float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    @Override
    public float[][] inputGradients() {
        for (int t = 0; t < timesteps; t++) {
            putInputGradients(projectionGradients[t]);
            affine.inputGradients(inputProducts, inputGradients[t]);
        }
        return inputGradients;
    }

    @Override
    public void close() {
        affine.close();
        recurrence.close();
        products.close();
    }
}
