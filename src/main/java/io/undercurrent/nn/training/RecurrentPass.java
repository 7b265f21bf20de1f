package io.undercurrent.nn.training;

import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.OuterProduct;
import io.undercurrent.nn.matrix.OuterProduct.Columns;
import io.undercurrent.nn.matrix.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Back-propagation through time (Werbos 1990) of a {@link CellLayer}.
 *
 * <p>Each row holds the hidden state and the input of a timestep, with a one for the bias after each: (h, 1, x, 1).
 * Without a recurrent bias the one after h is missing. The gradients of the projections form a row too: first those of
 * x alone, then those of both, then those of h alone. So the projections that x enters are the beginning of the row,
 * and those that h enters are its end.
 */
final class RecurrentPass implements LayerPass {

    private final CellLayer layer;
    private final Cell cell;
    private final int batch;
    private final int timesteps;
    private final int units;
    private final int features;
    /** gates·units */
    private final int width;
    /** Columns of h and the one after it. */
    private final int recurrence;

    private final int height;
    /** Number of columns of gradients that belong to x alone; as many belong to h alone. */
    private final int apart;
    /** (timesteps·batch × height) */
    private final float[] rows;
    /** (timesteps·batch × projections·units) */
    private final float[] gradientRows;

    private final float[] kernels;
    private final float[] turned;
    private final Factors factors;
    private final List<Product> products = new ArrayList<>();
    private final Factors gradientFactors;
    private final Product backwardToHidden;
    private final Product backwardToInput;
    private final OuterProduct hiddenSums;
    private final OuterProduct inputSums;
    private final float[] sums;

    /** The planes of the state before the first timestep, after it, and so on: timesteps + 1 of them. */
    private final float[][][] states;

    private final float[][][] tape;
    private final float[][] stateGradients;
    private final float[][] projectionGradients;
    private final float[] hiddenGradients;
    /** h after each timestep, or after the last: not copies. */
    private final float[][] outputs;

    private final float[][] inputGradients;

    RecurrentPass(CellLayer layer, int batch, int timesteps, Backend backend) {
        this.layer = layer;
        this.batch = batch;
        this.timesteps = timesteps;
        this.units = layer.units();
        this.features = layer.features();
        this.cell = layer.cell(units);
        this.width = cell.gates() * units;
        this.recurrence = units + (layer.secondBias().isPresent() ? 1 : 0);
        this.height = recurrence + features + 1;
        this.apart = (cell.gates() - cell.joint()) * units;
        int count = Math.multiplyExact(timesteps, batch);
        this.rows = new float[Math.multiplyExact(count, height)];
        Arrays.fill(rows, 1);
        this.gradientRows = new float[Math.multiplyExact(count, cell.projections() * units)];
        this.kernels = new float[height * width];
        this.turned = new float[width * Math.max(units, features)];
        this.factors = backend.factors(batch, height);
        for (int gate = 0; gate < cell.gates(); gate++) {
            boolean both = gate < cell.joint();
            products.add(factors.product(both ? 0 : recurrence, both ? height : features + 1, units));
        }
        for (int gate = cell.joint(); gate < cell.gates(); gate++) {
            products.add(factors.product(0, recurrence, units));
        }
        this.gradientFactors = backend.factors(batch, cell.projections() * units);
        this.backwardToHidden = gradientFactors.product(apart, width, units);
        this.backwardToInput = gradientFactors.product(0, width, features);
        this.hiddenSums = backend.outerProduct(count, recurrence, width);
        this.inputSums = backend.outerProduct(count, features + 1, width);
        this.sums = new float[Math.max(recurrence, features + 1) * width];
        int plane = Math.multiplyExact(batch, units);
        this.states = new float[timesteps + 1][cell.statePlanes()][plane];
        this.tape = new float[timesteps][cell.tapePlanes()][plane];
        this.stateGradients = new float[cell.statePlanes()][plane];
        this.projectionGradients = new float[cell.projections()][plane];
        this.hiddenGradients = new float[plane];
        this.outputs = new float[layer.returnSequences() ? timesteps : 1][];
        for (int i = 0; i < outputs.length; i++) {
            outputs[outputs.length - 1 - i] = states[timesteps - i][0];
        }
        this.inputGradients = new float[timesteps][batch * features];
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
        System.arraycopy(parameters, recurrent, kernels, 0, units * width);
        if (recurrence > units) {
            System.arraycopy(parameters, bias + width, kernels, units * width, width);
        }
        System.arraycopy(parameters, offset, kernels, recurrence * width, features * width);
        System.arraycopy(parameters, bias, kernels, (height - 1) * width, width);
        for (int i = 0; i < products.size(); i++) {
            boolean ofHidden = i < cell.joint() || i >= cell.gates();
            int gate = i < cell.gates() ? i : i - cell.gates() + cell.joint();
            products.get(i).putKernel(kernels, (ofHidden ? 0 : recurrence * width) + gate * units, width);
        }
        Rows.turn(parameters, recurrent, units, width, turned);
        backwardToHidden.putKernel(turned, 0, units);
        Rows.turn(parameters, offset, features, width, turned);
        // In the order of the gradients, the gates with separate products come first.
        rotate(turned, (width - apart) * features, width * features);
        backwardToInput.putKernel(turned, 0, features);
    }

    /** Moves the values after the first ones to the front. */
    private static void rotate(float[] values, int first, int count) {
        float[] head = Arrays.copyOf(values, first);
        System.arraycopy(values, first, values, 0, count - first);
        System.arraycopy(head, 0, values, count - first, first);
    }

    @Override
    public float[][] forward(float[][] inputs) {
        for (int t = 0; t < timesteps; t++) {
            int first = t * batch * height;
            Rows.copy(batch, units, states[t][0], 0, units, rows, first, height);
            Rows.copy(batch, features, inputs[t], 0, features, rows, first + recurrence, height);
            factors.take(rows, first, batch);
            for (int i = 0; i < products.size(); i++) {
                products.get(i).run(tape[t][i]);
            }
            cell.forward(batch, tape[t], states[t], states[t + 1]);
        }
        return outputs;
    }

    @Override
    public void backward(float[][] outputGradients, float[] gradients, int offset) {
        for (float[] plane : stateGradients) {
            Arrays.fill(plane, 0);
        }
        int stride = cell.projections() * units;
        for (int t = timesteps - 1; t >= 0; t--) {
            if (layer.returnSequences()) {
                add(outputGradients[t], stateGradients[0], 0);
            } else if (t == timesteps - 1) {
                add(outputGradients[0], stateGradients[0], 0);
            }
            cell.backward(batch, states[t], states[t + 1], tape[t], stateGradients, projectionGradients);
            int first = t * batch * stride;
            for (int i = 0; i < projectionGradients.length; i++) {
                int column = first + columnOf(i) * units;
                Rows.copy(batch, units, projectionGradients[i], 0, units, gradientRows, column, stride);
            }
            gradientFactors.take(gradientRows, first, batch);
            backwardToHidden.run(hiddenGradients);
            add(hiddenGradients, stateGradients[0], 0);
        }
        addSums(gradients, offset, stride);
    }

    /** The first column of a projection's gradients. */
    private int columnOf(int projection) {
        int ofInputAlone = cell.gates() - cell.joint();
        if (projection < cell.joint()) {
            return projection + ofInputAlone;
        }
        return projection < cell.gates() ? projection - cell.joint() : projection;
    }

    /** Adds the gradients of the parameters, summed over all timesteps at once. */
    private void addSums(float[] gradients, int offset, int stride) {
        int recurrent = offset + layer.kernel().size();
        int bias = recurrent + layer.recurrentKernel().size();
        int count = timesteps * batch;
        Arrays.fill(sums, 0);
        hiddenSums.addTo(sums, 0, count, new Columns(rows, 0, height), new Columns(gradientRows, apart, stride));
        add(sums, 0, units * width, gradients, recurrent);
        if (recurrence > units) {
            add(sums, units * width, width, gradients, bias + width);
        }
        Arrays.fill(sums, 0);
        inputSums.addTo(sums, 0, count, new Columns(rows, recurrence, height), new Columns(gradientRows, 0, stride));
        for (int feature = 0; feature <= features; feature++) {
            int from = feature * width;
            int to = feature < features ? offset + from : bias;
            add(sums, from, apart, gradients, to + width - apart);
            add(sums, from + apart, width - apart, gradients, to);
        }
    }

    private static void add(float[] values, float[] sums, int offset) {
        add(values, 0, values.length, sums, offset);
    }

    private static void add(float[] values, int from, int count, float[] sums, int offset) {
        for (int i = 0; i < count; i++) {
            sums[offset + i] += values[from + i];
        }
    }

    @Override
    public float[][] inputGradients() {
        for (int t = 0; t < timesteps; t++) {
            gradientFactors.take(gradientRows, t * batch * cell.projections() * units, batch);
            backwardToInput.run(inputGradients[t]);
        }
        return inputGradients;
    }

    @Override
    public void close() {
        factors.close();
        gradientFactors.close();
        hiddenSums.close();
        inputSums.close();
    }
}
