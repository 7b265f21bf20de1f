package io.undercurrent.nn;

import io.undercurrent.nn.cell.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Builds a network layer by layer, lowest first. A recurrent layer below another layer that needs all timesteps returns
 * all its hidden states; the topmost one returns the last, unless {@link #returnSequences} asks for all.
 */
public final class NetworkBuilder {

    /** Creates a layer once its input shape is known, and whether it must return all timesteps. */
    private interface Plan {
        Layer layer(Shape input, boolean returnSequences, Initialiser initialiser);
    }

    private record Planned(Plan plan, boolean recurrent, boolean needsSequences, boolean asked) {}

    private final Shape input;
    private final List<Planned> planned = new ArrayList<>();

    NetworkBuilder(Shape input) {
        this.input = Objects.requireNonNull(input, "input");
    }

    public NetworkBuilder simpleRnn(int units) {
        return simpleRnn(units, Activation.TANH);
    }

    public NetworkBuilder simpleRnn(int units, Activation activation) {
        return recurrent(
                units, (shape, all, weights) -> SimpleRnn.initial(shape.features(), units, activation, all, weights));
    }

    public NetworkBuilder gru(int units) {
        return recurrent(units, (shape, all, weights) -> Gru.initial(shape.features(), units, all, weights));
    }

    public NetworkBuilder lstm(int units) {
        return recurrent(units, (shape, all, weights) -> Lstm.initial(shape.features(), units, all, weights));
    }

    private NetworkBuilder recurrent(int units, Plan plan) {
        requireUnits(units);
        planned.add(new Planned(plan, true, true, false));
        return this;
    }

    public NetworkBuilder dense(int units, Activation activation) {
        requireUnits(units);
        Plan plan = (shape, all, weights) -> Dense.initial(shape.features(), units, activation, weights);
        planned.add(new Planned(plan, false, false, false));
        return this;
    }

    /** Joins all timesteps into one vector; the length of the sequences must be fixed. */
    public NetworkBuilder flatten() {
        int position = planned.size() + 1;
        Plan plan = (shape, all, weights) -> new Flatten(
                shape.timesteps()
                        .orElseThrow(() -> new IllegalArgumentException("layer " + position
                                + " (flatten): expected sequences of one length, but got " + shape)),
                shape.features());
        planned.add(new Planned(plan, false, true, false));
        return this;
    }

    /** Makes the last layer added, which must be recurrent, return the hidden states of all timesteps. */
    public NetworkBuilder returnSequences() {
        int last = planned.size() - 1;
        if (last < 0 || !planned.get(last).recurrent()) {
            throw new IllegalStateException("returnSequences: expected to follow a recurrent layer");
        }
        planned.set(last, new Planned(planned.get(last).plan(), true, true, true));
        return this;
    }

    /**
     * The network with initial weights: Glorot uniform kernels, orthogonal recurrent kernels, biases 0 but for the LSTM's forget
     * gate, which starts with 1.
     *
     * @param seed the same seed gives the same weights
     */
    public Network build(long seed) {
        Initialiser initialiser = new Initialiser(seed);
        int highest = -1;
        for (int i = 0; i < planned.size(); i++) {
            if (planned.get(i).needsSequences()) {
                highest = i;
            }
        }
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < planned.size(); i++) {
            Planned next = planned.get(i);
            layers.add(next.plan().layer(shape, next.asked() || i < highest, initialiser));
            // Checks the layer in its place, with an error that names it.
            shape = Network.of(input, layers).outputShape();
        }
        return Network.of(input, layers);
    }

    private static void requireUnits(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("units: expected at least 1, but got " + units);
        }
    }
}
