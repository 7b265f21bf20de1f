package io.undercurrent.nn;

import io.undercurrent.nn.cell.Activation;
import java.util.List;
import java.util.Objects;

/** An activation as a layer of its own. */
public record ActivationLayer(Activation activation, int features) implements Layer {

    public ActivationLayer {
        Objects.requireNonNull(activation, "activation");
        Shape.vector(features);
    }

    @Override
    public String kind() {
        return "activation";
    }

    @Override
    public int units() {
        return features;
    }

    @Override
    public List<Weight> weights() {
        return List.of();
    }

    @Override
    public ActivationLayer withParameters(float[] parameters, int offset) {
        return this;
    }

    @Override
    public Shape outputShape(Shape input) {
        return input.requireFeatures(features);
    }
}
