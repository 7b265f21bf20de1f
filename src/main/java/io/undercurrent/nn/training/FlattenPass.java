package io.undercurrent.nn.training;

import io.undercurrent.nn.Flatten;

/** From T timesteps of (features × batch) to one of (T·features × batch), which is laying them one after the other. */
final class FlattenPass implements LayerPass {

    private final float[][] outputs;
    private final float[][] inputGradients;

    FlattenPass(Flatten layer, int batch) {
        this.outputs = new float[1][layer.units() * batch];
        this.inputGradients = new float[layer.timesteps()][layer.features() * batch];
    }

    @Override
    public void load(float[] parameters, int offset) {}

    @Override
    public float[][] forward(float[][] inputs) {
        for (int t = 0; t < inputs.length; t++) {
            System.arraycopy(inputs[t], 0, outputs[0], t * inputs[t].length, inputs[t].length);
        }
        return outputs;
    }

    @Override
    public void backward(float[][] outputGradients, float[] gradients, int offset) {
        for (int t = 0; t < inputGradients.length; t++) {
            float[] part = inputGradients[t];
            System.arraycopy(outputGradients[0], t * part.length, part, 0, part.length);
        }
    }

    @Override
    public float[][] inputGradients() {
        return inputGradients;
    }

    @Override
    public void close() {}
}
