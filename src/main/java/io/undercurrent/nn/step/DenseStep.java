package io.undercurrent.nn.step;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.Activation.Order;
import io.undercurrent.nn.matrix.Matrix;
import io.undercurrent.nn.matrix.TileProduct;

/** Working memory of a {@link Dense} layer. */
final class DenseStep implements LayerStep {

    private final Activation activation;
    /** The inputs and a one for the bias in each row. */
    private final TileRows factors;

    private final TileRows inputs;
    private final TileRows outputs;
    private final Matrix nativeFactors;
    private final TileProduct product;

    DenseStep(Dense layer) {
        int features = layer.features();
        int units = layer.units();
        this.activation = layer.activation();
        this.factors = TileRows.of(features + 1);
        this.inputs = factors.columns(0, features);
        factors.columns(features, 1).fill(1);
        this.outputs = TileRows.of(units);
        this.nativeFactors = new Matrix(TILE, features + 1);
        float[] kernel = new float[(features + 1) * units];
        layer.kernel().copyTo(kernel, 0);
        layer.bias().copyTo(kernel, features * units);
        this.product = new TileProduct(nativeFactors, kernel);
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step() {
        nativeFactors.put(0, factors.values(), 0, factors.values().length);
        product.run(outputs.values());
        activation.apply(outputs.values(), TILE, Order.ROW_MAJOR);
    }

    @Override
    public TileRows outputs() {
        return outputs;
    }

    @Override
    public void close() {
        product.close();
        nativeFactors.close();
    }
}
