package io.undercurrent.nn;

import io.undercurrent.nn.matrix.Matrix;

/** Working memory of a {@link Dense} layer. */
final class DenseStep implements LayerStep {

    private final Dense layer;
    private final float[] bias;
    private final Matrix kernel;
    private final Matrix inputs;
    private final Matrix products;
    private final float[] outputs;

    DenseStep(Dense layer) {
        this.layer = layer;
        this.bias = layer.bias().values();
        this.kernel = LayerStep.matrix(layer.kernel());
        this.inputs = new Matrix(TILE, layer.features());
        this.products = new Matrix(TILE, layer.units());
        this.outputs = new float[TILE * layer.units()];
    }

    @Override
    public float[] step(int rows, float[] values) {
        int units = layer.units();
        inputs.put(values, 0, rows * layer.features());
        Matrix.multiply(inputs, kernel, 0, products);
        products.get(outputs, 0, rows * units);
        Elementwise.addToRows(outputs, 0, rows, bias);
        layer.activation().apply(outputs, 0, rows, units);
        return outputs;
    }

    @Override
    public void close() {
        kernel.close();
        inputs.close();
        products.close();
    }
}
