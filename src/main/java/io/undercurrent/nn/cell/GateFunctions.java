package io.undercurrent.nn.cell;

import java.util.Objects;

/**
 * The functions inside of a {@code Gru} or {@code Lstm}.
 *
 * @param gate function of the gates; {@code recurrent_activation} in Keras
 * @param candidate function of the candidate,
 *     and of the cell state in an LSTM's output; {@code activation} in Keras
 */
public record GateFunctions(Activation gate, Activation candidate) {

    /** Sigmoid and tanh, as in the papers. */
    public static final GateFunctions USUAL = new GateFunctions(Activation.SIGMOID, Activation.TANH);

    public GateFunctions {
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(candidate, "candidate");
        if (gate.joinsUnits() || candidate.joinsUnits()) {
            throw new IllegalArgumentException(
                    "gates: expected functions of one unit each, but got " + gate.id() + " and " + candidate.id());
        }
    }

    /**
     * Applies the function of the gates in place. A candidate without bounds can be large enough to magnify the absolute error of
     * {@link Activation#SIGMOID}, so that the sigmoid beside one is precise in relation to its value.
     *
     * @param values (rows × units), in an array that may be longer
     */
    public void applyGate(float[] values, int rows, int units) {
        if (gate != Activation.SIGMOID || candidate != Activation.RELU && candidate != Activation.LINEAR) {
            gate.apply(values, rows, units);
            return;
        }
        for (int i = 0; i < rows * units; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
    }
}
