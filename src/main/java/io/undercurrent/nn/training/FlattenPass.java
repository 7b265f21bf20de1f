package io.undercurrent.nn.training;

import io.undercurrent.nn.Flatten;

/** Between (timesteps·batch × features), time-major, and (batch × timesteps·features). */
final class FlattenPass implements LayerPass {

    private final Flatten layer;
    private final int batch;
    private final float[] outputs;
    private final float[] inputGradients;

    FlattenPass(Flatten layer, int batch) {
        this.layer = layer;
        this.batch = batch;
        this.outputs = new float[batch * layer.units()];
        this.inputGradients = new float[outputs.length];
    }

    @Override
    public void load(float[] parameters, int offset) {}

    @Override
    public float[] forward(float[] inputs) {
        TimeMajor.toBatchMajor(inputs, batch, layer.timesteps(), layer.features(), outputs);
        return outputs;
    }

    @Override
    public void backward(float[] outputGradients, float[] gradients, int offset) {
        TimeMajor.fromBatchMajor(outputGradients, batch, layer.timesteps(), layer.features(), inputGradients);
    }

    @Override
    public float[] inputGradients() {
        return inputGradients;
    }

    @Override
    public void close() {}
}
