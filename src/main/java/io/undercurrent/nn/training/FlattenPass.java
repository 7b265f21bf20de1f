package io.undercurrent.nn.training;

import io.undercurrent.nn.Flatten;

/** Joins T timesteps of (batch × features) into one of (batch × T·features). */
final class FlattenPass implements LayerPass {

    private final int batch;
    private final int features;
    private final int units;
    private final float[][] outputs;
    private final float[][] inputGradients;

    FlattenPass(Flatten layer, int batch) {
        this.batch = batch;
        this.features = layer.features();
        this.units = layer.units();
        this.outputs = new float[1][batch * units];
        this.inputGradients = new float[layer.timesteps()][batch * features];
    }

    @Override
    public void load(float[] parameters, int offset) {}

    @Override
    public float[][] forward(float[][] inputs) {
        for (int t = 0; t < inputs.length; t++) {
            Rows.copy(batch, features, inputs[t], 0, features, outputs[0], t * features, units);
        }
        return outputs;
    }

    @Override
    public void backward(float[][] outputGradients, float[] gradients, int offset) {
        for (int t = 0; t < inputGradients.length; t++) {
            Rows.copy(batch, features, outputGradients[0], t * features, units, inputGradients[t], 0, features);
        }
    }

    @Override
    public float[][] inputGradients() {
        return inputGradients;
    }

    @Override
    public void close() {}
}
