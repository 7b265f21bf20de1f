package io.undercurrent.nn.training;

import io.undercurrent.nn.Cell;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Back-propagation through time (Werbos 1990) of a {@link RecurrentLayer}. What does not wait for the timestep before it is one
 * product over all timesteps: x·kernel forward; the gradients of both kernels and of x backward.
 *
 * <p>Shapes: B is the batch, T the timesteps, F the features, U the units, G = gates·U.
 */
final class RecurrentPass implements LayerPass {

    private final Cell cell;
    private final int batch;
    private final int timesteps;
    private final boolean returnSequences;
    /** B·U: one plane of a state or of the tape. */
    private final int plane;
    /** B·G: one plane of projections. */
    private final int projection;

    private final float[] biases;
    private final float[] projections;
    /** States before the first timestep, after it, and so on: T + 1 times the planes of a state. */
    private final float[] states;

    private final float[] tape;
    private final float[] stateGradients;
    private final float[] recurrentGradients;
    private final float[] outputs;
    private final float[] inputGradients;
    private final float[] kernelBuffer;

    private final Matrix kernel;
    private final Matrix kernelGradients;
    private final Matrix recurrentKernel;
    private final Matrix recurrentKernelGradients;
    /** (T·B × F) */
    private final Matrix inputs;

    private final Matrix gradientsOfInputs;
    /** (T·B × U): h before each timestep. */
    private final Matrix hidden;
    /** (T·B × G): x·kernel forward, gradients backward. */
    private final Matrix inputProducts;
    /** (T·B × G), likewise for h·recurrentKernel; the same as {@code inputProducts} if the cell wants the sum of the two. */
    private final Matrix recurrentProducts;
    /** (B × U): the gradient that comes back through the recurrent product. */
    private final Matrix hiddenGradients;

    /** The rows of each timestep in the matrices above. */
    private final List<Matrix> hiddenAt;

    private final List<Matrix> inputProductsAt;
    private final List<Matrix> recurrentProductsAt;

    RecurrentPass(RecurrentLayer layer, int batch, int timesteps) {
        int features = layer.features();
        int units = layer.units();
        int width = layer.kernel().columns();
        int rows = Math.multiplyExact(batch, timesteps);
        this.biases = new float
                [layer.parameterCount()
                        - layer.kernel().size()
                        - layer.recurrentKernel().size()];
        this.cell = layer.cell(biases);
        this.batch = batch;
        this.timesteps = timesteps;
        this.returnSequences = layer.returnSequences();
        this.plane = batch * units;
        this.projection = Math.multiplyExact(batch, width);
        this.projections = new float[cell.apart() ? 2 * projection : projection];
        this.states = new float[Math.multiplyExact(timesteps + 1, cell.statePlanes() * plane)];
        this.tape = new float[Math.multiplyExact(timesteps, cell.tapePlanes() * plane)];
        this.stateGradients = new float[cell.statePlanes() * plane];
        this.recurrentGradients = new float[plane];
        this.outputs = new float[returnSequences ? rows * units : plane];
        this.inputGradients = new float[Math.multiplyExact(rows, features)];
        this.kernelBuffer = new float[Math.max(features, units) * width];
        this.kernel = new Matrix(features, width);
        this.kernelGradients = new Matrix(features, width);
        this.recurrentKernel = new Matrix(units, width);
        this.recurrentKernelGradients = new Matrix(units, width);
        this.inputs = new Matrix(rows, features);
        this.gradientsOfInputs = new Matrix(rows, features);
        this.hidden = new Matrix(rows, units);
        this.inputProducts = new Matrix(rows, width);
        this.recurrentProducts = cell.apart() ? new Matrix(rows, width) : inputProducts;
        this.hiddenGradients = new Matrix(batch, units);
        this.hiddenAt = timesteps(hidden);
        this.inputProductsAt = timesteps(inputProducts);
        this.recurrentProductsAt = cell.apart() ? timesteps(recurrentProducts) : inputProductsAt;
    }

    private List<Matrix> timesteps(Matrix matrix) {
        List<Matrix> views = new ArrayList<>();
        for (int t = 0; t < timesteps; t++) {
            views.add(matrix.rows(t * batch, batch));
        }
        return views;
    }

    int stateSize() {
        return cell.statePlanes() * cell.units();
    }

    @Override
    public void load(float[] parameters, int offset) {
        int recurrent = offset + kernel.rows() * kernel.columns();
        int bias = recurrent + recurrentKernel.rows() * recurrentKernel.columns();
        kernel.put(parameters, offset, recurrent - offset);
        recurrentKernel.put(parameters, recurrent, bias - recurrent);
        System.arraycopy(parameters, bias, biases, 0, biases.length);
    }

    /** Takes the layer's part of the initial states, (batch × stride) from {@code source[offset]} on. */
    void putInitialStates(float[] source, int offset, int stride) {
        int units = cell.units();
        for (int p = 0; p < cell.statePlanes(); p++) {
            for (int b = 0; b < batch; b++) {
                System.arraycopy(source, offset + b * stride + p * units, states, p * plane + b * units, units);
            }
        }
    }

    /** Hands out the layer's part of the states after the last timestep. */
    void getFinalStates(float[] target, int offset, int stride) {
        getStates(states, stateAt(timesteps), target, offset, stride);
    }

    /** Hands out the layer's part of ∂L/∂(initial states), after {@link #backward}. */
    void getInitialStateGradients(float[] target, int offset, int stride) {
        getStates(stateGradients, 0, target, offset, stride);
    }

    private void getStates(float[] planes, int start, float[] target, int offset, int stride) {
        int units = cell.units();
        for (int p = 0; p < cell.statePlanes(); p++) {
            for (int b = 0; b < batch; b++) {
                int from = start + p * plane + b * units;
                System.arraycopy(planes, from, target, offset + b * stride + p * units, units);
            }
        }
    }

    private int stateAt(int timestep) {
        return timestep * cell.statePlanes() * plane;
    }

    private int tapeAt(int timestep) {
        return timestep * cell.tapePlanes() * plane;
    }

    @Override
    public float[] forward(float[] values) {
        inputs.put(values, 0, inputGradients.length);
        Matrix.multiply(inputs, kernel, 0, inputProducts);
        for (int t = 0; t < timesteps; t++) {
            int before = stateAt(t);
            int after = stateAt(t + 1);
            hiddenAt.get(t).put(states, before, plane);
            Matrix.multiply(hiddenAt.get(t), recurrentKernel, cell.apart() ? 0 : 1, recurrentProductsAt.get(t));
            inputProductsAt.get(t).get(projections, 0, projection);
            if (cell.apart()) {
                recurrentProductsAt.get(t).get(projections, projection, projection);
            }
            cell.forward(batch, projections, states, before, states, after, tape, tapeAt(t));
            if (returnSequences) {
                System.arraycopy(states, after, outputs, t * plane, plane);
            }
        }
        if (!returnSequences) {
            System.arraycopy(states, stateAt(timesteps), outputs, 0, plane);
        }
        return outputs;
    }

    @Override
    public void backward(float[] outputGradients, float[] gradients, int offset) {
        int width = kernel.columns();
        int recurrentOffset = offset + kernel.rows() * width;
        int biasOffset = recurrentOffset + recurrentKernel.rows() * width;
        Arrays.fill(stateGradients, 0);
        for (int t = timesteps - 1; t >= 0; t--) {
            if (returnSequences || t == timesteps - 1) {
                addToHiddenGradients(outputGradients, returnSequences ? t * plane : 0);
            }
            cell.backward(
                    batch, states, stateAt(t), states, stateAt(t + 1), tape, tapeAt(t), stateGradients, projections);
            inputProductsAt.get(t).put(projections, 0, projection);
            LayerPass.addRows(projections, 0, batch, width, gradients, biasOffset);
            if (cell.apart()) {
                recurrentProductsAt.get(t).put(projections, projection, projection);
                LayerPass.addRows(projections, projection, batch, width, gradients, biasOffset + width);
            }
            Matrix.multiplyTransposedSecond(recurrentProductsAt.get(t), recurrentKernel, 0, hiddenGradients);
            hiddenGradients.get(recurrentGradients, 0, plane);
            addToHiddenGradients(recurrentGradients, 0);
        }
        Matrix.multiplyTransposedFirst(inputs, inputProducts, 0, kernelGradients);
        LayerPass.add(kernelGradients, kernelBuffer, gradients, offset);
        Matrix.multiplyTransposedFirst(hidden, recurrentProducts, 0, recurrentKernelGradients);
        LayerPass.add(recurrentKernelGradients, kernelBuffer, gradients, recurrentOffset);
    }

    private void addToHiddenGradients(float[] source, int from) {
        for (int i = 0; i < plane; i++) {
            stateGradients[i] += source[from + i];
        }
    }

    @Override
    public float[] inputGradients() {
        Matrix.multiplyTransposedSecond(inputProducts, kernel, 0, gradientsOfInputs);
        gradientsOfInputs.get(inputGradients, 0, inputGradients.length);
        return inputGradients;
    }

    @Override
    public void close() {
        List.of(
                        kernel,
                        kernelGradients,
                        recurrentKernel,
                        recurrentKernelGradients,
                        inputs,
                        gradientsOfInputs,
                        hidden,
                        inputProducts,
                        hiddenGradients)
                .forEach(Matrix::close);
        if (cell.apart()) {
            recurrentProducts.close();
        }
    }
}
