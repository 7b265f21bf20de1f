package io.undercurrent.nn.training;

import io.undercurrent.nn.Dense;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.OuterProduct;
import io.undercurrent.nn.matrix.OuterProduct.Columns;
import io.undercurrent.nn.matrix.Product;
import java.util.Arrays;

/** Training of a {@link Dense} layer. */
final class DensePass implements LayerPass {

    private final Dense layer;
    private final int batch;
    /** (timesteps·batch × features + 1): the inputs, and a one for the bias. */
    private final float[] rows;
    /** (timesteps·batch × units): ∂L/∂(products). */
    private final float[] gradientRows;

    private final Factors factors;
    private final Product product;
    private final Factors gradientFactors;
    private final Product backwardProduct;
    private final OuterProduct outerProduct;
    private final float[] turnedKernel;
    private final float[][] outputs;
    private final float[][] inputGradients;

    DensePass(Dense layer, int batch, int timesteps, Backend backend) {
        this.layer = layer;
        this.batch = batch;
        int features = layer.features();
        int units = layer.units();
        int height = features + 1;
        int count = Math.multiplyExact(timesteps, batch);
        this.rows = new float[Math.multiplyExact(count, height)];
        Arrays.fill(rows, 1);
        this.gradientRows = new float[Math.multiplyExact(count, units)];
        this.factors = backend.factors(batch, height);
        this.product = factors.product(0, height, units);
        this.gradientFactors = backend.factors(batch, units);
        this.backwardProduct = gradientFactors.product(0, units, features);
        this.outerProduct = backend.outerProduct(count, height, units);
        this.turnedKernel = new float[units * features];
        this.outputs = new float[timesteps][batch * units];
        this.inputGradients = new float[timesteps][batch * features];
    }

    @Override
    public void load(float[] parameters, int offset) {
        // The bias is the last row, after the kernel.
        product.putKernel(parameters, offset, layer.units());
        Rows.turn(parameters, offset, layer.features(), layer.units(), turnedKernel);
        backwardProduct.putKernel(turnedKernel, 0, layer.features());
    }

    @Override
    public float[][] forward(float[][] inputs) {
        int features = layer.features();
        int height = features + 1;
        for (int t = 0; t < outputs.length; t++) {
            int first = t * batch * height;
            Rows.copy(batch, features, inputs[t], 0, features, rows, first, height);
            factors.take(rows, first, batch);
            product.run(outputs[t]);
            layer.activation().apply(outputs[t], batch, layer.units());
        }
        return outputs;
    }

    @Override
    public void backward(float[][] outputGradients, float[] gradients, int offset) {
        int units = layer.units();
        for (int t = 0; t < outputs.length; t++) {
            float[] gradient = outputGradients[t];
            layer.activation().backward(outputs[t], gradient, batch, units);
            System.arraycopy(gradient, 0, gradientRows, t * batch * units, batch * units);
        }
        int height = layer.features() + 1;
        Columns inputs = new Columns(rows, 0, height);
        outerProduct.addTo(gradients, offset, outputs.length * batch, inputs, new Columns(gradientRows, 0, units));
    }

    @Override
    public float[][] inputGradients() {
        for (int t = 0; t < outputs.length; t++) {
            gradientFactors.take(gradientRows, t * batch * layer.units(), batch);
            backwardProduct.run(inputGradients[t]);
        }
        return inputGradients;
    }

    @Override
    public void close() {
        factors.close();
        gradientFactors.close();
        outerProduct.close();
    }
}
