package io.undercurrent.nn;

import java.util.List;

/**
 * Joins the timesteps of a window into one vector of timesteps·features values, for networks without recurrent layers.
 */
public record Flatten(int timesteps, int features) implements Layer {

    public Flatten {
        Shape.sequence(timesteps, features);
        Math.multiplyExact(timesteps, features);
    }

    @Override
    public String kind() {
        return "flatten";
    }

    @Override
    public int units() {
        return timesteps * features;
    }

    @Override
    public List<Weight> weights() {
        return List.of();
    }

    @Override
    public Flatten withParameters(float[] parameters, int offset) {
        return this;
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape expected = Shape.sequence(timesteps, features);
        if (!input.equals(expected)) {
            throw new IllegalArgumentException("expected input of shape " + expected + ", but got " + input);
        }
        return Shape.vector(units());
    }
}
