package io.undercurrent.nn.training;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.cell.Activation.Order;
import io.undercurrent.nn.matrix.Matrix;

/** Training of a {@link Dense} layer. */
final class DensePass implements LayerPass {

    private final Dense layer;
    private final int batch;
    private final AffinePass affine;
    /** (units × batch): products forward, gradients backward. */
    private final Matrix products;

    private final float[][] outputs;
    private final float[][] outputGradients;
    private final float[][] inputGradients;

    DensePass(Dense layer, int batch, int timesteps) {
        this.layer = layer;
        this.batch = batch;
        this.affine = new AffinePass(layer.features(), layer.units(), true, timesteps, batch);
        this.products = new Matrix(layer.units(), batch);
        this.outputs = new float[timesteps][layer.units() * batch];
        this.outputGradients = new float[timesteps][];
        this.inputGradients = new float[timesteps][layer.features() * batch];
    }

    @Override
    public void load(float[] parameters, int offset) {
        affine.load(parameters, offset, offset + layer.kernel().size());
    }

    @Override
    public float[][] forward(float[][] inputs) {
        for (int t = 0; t < outputs.length; t++) {
            affine.forward(t, inputs[t], 0, products);
            products.get(0, outputs[t], 0, outputs[t].length);
            layer.activation().apply(outputs[t], batch, Order.UNIT_MAJOR);
        }
        return outputs;
    }

    @Override
    public void backward(float[][] gradientsOfOutputs, float[] gradients, int offset) {
        for (int t = 0; t < outputs.length; t++) {
            float[] gradient = gradientsOfOutputs[t];
            layer.activation().backward(outputs[t], gradient, batch, Order.UNIT_MAJOR);
            products.put(0, gradient, 0, gradient.length);
            affine.backward(t, products, t == 0);
            outputGradients[t] = gradient;
        }
        affine.addGradients(gradients, offset, offset + layer.kernel().size());
    }

    @Override
    public float[][] inputGradients() {
        for (int t = 0; t < outputs.length; t++) {
            products.put(0, outputGradients[t], 0, outputGradients[t].length);
            affine.inputGradients(products, inputGradients[t]);
        }
        return inputGradients;
    }

    @Override
    public void close() {
        affine.close();
        products.close();
    }
}
