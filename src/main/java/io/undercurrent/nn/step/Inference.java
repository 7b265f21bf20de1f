package io.undercurrent.nn.step;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;

/** Runs a network over whole sequences. To carry states from call to call, use a {@link Stepper}. */
public final class Inference {

    private Inference() {}

    /** The outputs of a network, and its states after the last timestep. */
    public record Prediction(float[] outputs, float[] finalStates) {}

    /**
     * Runs the network from h₀ = 0.
     *
     * @param inputs (batch × timesteps × features), or (batch × features) if the network takes vectors
     * @return (batch × units), or (batch × timesteps × units) if the network returns sequences
     */
    public static float[] predict(Network network, float[] inputs, int batch) {
        return predict(network, inputs, batch, new float[Math.multiplyExact(batch, network.stateSize())])
                .outputs();
    }

    /**
     * Runs the network from given states, which are not changed.
     *
     * @param initialStates (batch × stateSize)
     */
    public static Prediction predict(Network network, float[] inputs, int batch, float[] initialStates) {
        int timesteps = timesteps(network.inputShape(), inputs.length, batch);
        Shape output = network.outputShape();
        int width = output.features() * (output.sequence() ? timesteps : 1);
        float[] outputs = new float[Math.multiplyExact(batch, width)];
        float[] states = initialStates.clone();
        try (Stepper stepper = new Stepper(network)) {
            stepper.run(batch, timesteps, inputs, states, outputs);
        }
        return new Prediction(outputs, states);
    }

    private static int timesteps(Shape input, int length, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: expected at least 1, but got " + batch);
        }
        int timesteps = length / batch / input.features();
        boolean known = input.timesteps().isEmpty()
                ? input.sequence() || timesteps == 1
                : input.timesteps().getAsInt() == timesteps;
        if (!known || timesteps < 1 || length != (long) batch * timesteps * input.features()) {
            throw new IllegalArgumentException(
                    "inputs: expected " + batch + " times the shape " + input + ", but got " + length + " values");
        }
        return timesteps;
    }
}
