package io.undercurrent.nn.step;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.Product;

/** Working memory of a {@link Dense} layer. */
final class DenseStep implements LayerStep {

    private final Activation activation;
    /** Each row: the inputs, then a one for the bias. */
    private final TileRows rows;

    private final TileRows inputs;
    private final TileRows outputs;
    private final Factors factors;
    private final Product product;

    DenseStep(Dense layer, Backend backend) {
        int features = layer.features();
        int units = layer.units();
        this.activation = layer.activation();
        this.rows = TileRows.of(features + 1);
        this.inputs = rows.columns(0, features);
        rows.columns(features, 1).fill(1);
        this.outputs = TileRows.of(units);
        this.factors = backend.factors(TILE, features + 1);
        float[] kernel = new float[(features + 1) * units];
        layer.kernel().copyTo(kernel, 0);
        layer.bias().copyTo(kernel, features * units);
        this.product = factors.product(0, features + 1, units);
        product.putKernel(kernel, 0, units);
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int count) {
        factors.take(rows.values(), 0, count);
        product.run(outputs.values());
        activation.apply(outputs.values(), count, outputs.width());
    }

    @Override
    public TileRows outputs() {
        return outputs;
    }

    @Override
    public void close() {
        factors.close();
    }
}
