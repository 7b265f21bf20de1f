package io.undercurrent.nn.training;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.matrix.Matrix;
import java.util.List;

/** Training of a {@link Dense} layer over (rows × features): all timesteps of all members of the batch at once. */
final class DensePass implements LayerPass {

    private final Dense layer;
    private final int rows;
    private final float[] bias;
    private final float[] outputs;
    private final float[] inputGradients;
    private final float[] kernelBuffer;

    private final Matrix kernel;
    private final Matrix kernelGradients;
    private final Matrix inputs;
    private final Matrix gradientsOfInputs;
    /** (rows × units): the products forward, their gradients backward. */
    private final Matrix products;

    DensePass(Dense layer, int rows) {
        int features = layer.features();
        int units = layer.units();
        this.layer = layer;
        this.rows = rows;
        this.bias = new float[units];
        this.outputs = new float[Math.multiplyExact(rows, units)];
        this.inputGradients = new float[Math.multiplyExact(rows, features)];
        this.kernelBuffer = new float[features * units];
        this.kernel = new Matrix(features, units);
        this.kernelGradients = new Matrix(features, units);
        this.inputs = new Matrix(rows, features);
        this.gradientsOfInputs = new Matrix(rows, features);
        this.products = new Matrix(rows, units);
    }

    @Override
    public void load(float[] parameters, int offset) {
        kernel.put(parameters, offset, kernelBuffer.length);
        System.arraycopy(parameters, offset + kernelBuffer.length, bias, 0, bias.length);
    }

    @Override
    public float[] forward(float[] values) {
        inputs.put(values, 0, rows * layer.features());
        Matrix.multiply(inputs, kernel, 0, products);
        products.get(outputs, 0, outputs.length);
        for (int row = 0; row < rows; row++) {
            int start = row * bias.length;
            for (int j = 0; j < bias.length; j++) {
                outputs[start + j] += bias[j];
            }
        }
        layer.activation().apply(outputs, 0, rows, bias.length);
        return outputs;
    }

    @Override
    public void backward(float[] outputGradients, float[] gradients, int offset) {
        layer.activation().backward(outputs, 0, outputGradients, 0, rows, bias.length);
        products.put(outputGradients, 0, outputs.length);
        Matrix.multiplyTransposedFirst(inputs, products, 0, kernelGradients);
        LayerPass.add(kernelGradients, kernelBuffer, gradients, offset);
        LayerPass.addRows(outputGradients, 0, rows, bias.length, gradients, offset + kernelBuffer.length);
    }

    @Override
    public float[] inputGradients() {
        Matrix.multiplyTransposedSecond(products, kernel, 0, gradientsOfInputs);
        gradientsOfInputs.get(inputGradients, 0, inputGradients.length);
        return inputGradients;
    }

    @Override
    public void close() {
        List.of(kernel, kernelGradients, inputs, gradientsOfInputs, products).forEach(Matrix::close);
    }
}
