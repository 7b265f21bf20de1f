package io.undercurrent.bench.kernel;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.step.Stepper;

/** Ours: arrays of the caller in and out, as the job uses it. */
final class StepperStep implements Step {

    private final Stepper stepper;
    private final int rows;
    private final float[] inputs;
    private final float[] states;

    StepperStep(LayerWeights layer, int rows, float[] inputs, Backend backend) {
        this(layer.network(), rows, inputs, backend);
    }

    StepperStep(Network network, int rows, float[] inputs, Backend backend) {
        this.stepper = new Stepper(network, backend);
        this.rows = rows;
        this.inputs = inputs;
        this.states = new float[rows * network.stateSize()];
    }

    @Override
    public void run() {
        stepper.advance(rows, inputs, states);
    }

    @Override
    public float[] states() {
        return states.clone();
    }

    @Override
    public void close() {
        stepper.close();
    }
}
