package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Affine;
import io.undercurrent.nn.matrix.Matrix;

/** Working memory of a {@link Dense} layer. */
final class DenseStep implements LayerStep {

    private final Activation activation;
    private final Affine affine;
    private final Matrix inputs;
    private final Matrix products;
    private final float[] outputs;

    DenseStep(Dense layer) {
        this.activation = layer.activation();
        this.affine = new Affine(layer.features(), layer.units(), true);
        affine.putKernel(layer.kernel().values(), 0);
        affine.putBias(layer.bias().values(), 0);
        this.inputs = affine.inputs(1, TILE);
        this.products = new Matrix(layer.units(), TILE);
        this.outputs = new float[layer.units() * TILE];
    }

    @Override
    public float[] step(float[] values) {
        inputs.put(0, values, 0, values.length);
        affine.apply(inputs, 0, products);
        products.get(0, outputs, 0, outputs.length);
        activation.apply(outputs, TILE);
        return outputs;
    }

    @Override
    public void close() {
        affine.close();
        inputs.close();
        products.close();
    }
}
