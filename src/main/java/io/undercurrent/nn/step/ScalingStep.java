package io.undercurrent.nn.step;

import io.undercurrent.nn.Scaling;

/** Working memory of a {@link Scaling}. */
final class ScalingStep implements LayerStep {

    private final float[] mean;
    private final float[] scale;
    private final float[] offset;
    private final TileRows inputs;
    private final TileRows outputs;

    ScalingStep(Scaling layer) {
        this.mean = layer.mean().values();
        this.scale = layer.scale().values();
        this.offset = layer.offset().values();
        this.inputs = TileRows.of(layer.features());
        this.outputs = TileRows.of(layer.features());
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int rows) {
        float[] x = inputs.values();
        float[] y = outputs.values();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < mean.length; i++) {
                int at = row * mean.length + i;
                y[at] = (x[at] - mean[i]) * scale[i] + offset[i];
            }
        }
    }

    @Override
    public TileRows outputs() {
        return outputs;
    }

    @Override
    public void close() {}
}
