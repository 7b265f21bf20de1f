package io.undercurrent.nn;

import java.util.List;

/** Lays the timesteps of a window side by side in one vector: the way of a network without memory to see a whole window. */
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
