package io.undercurrent.nn.step;

import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.cell.Activation;

/** Working memory of an {@link ActivationLayer}. */
final class ActivationStep implements LayerStep {

    private final Activation activation;
    private final TileRows inputs;
    private final TileRows outputs;

    ActivationStep(ActivationLayer layer) {
        this.activation = layer.activation();
        this.inputs = TileRows.of(layer.features());
        this.outputs = TileRows.of(layer.features());
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int rows) {
        outputs.put(rows, inputs);
        activation.apply(outputs.values(), rows, outputs.width());
    }

    @Override
    public TileRows outputs() {
        return outputs;
    }

    @Override
    public void close() {}
}
