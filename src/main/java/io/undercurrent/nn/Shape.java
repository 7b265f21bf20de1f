package io.undercurrent.nn;

import java.util.OptionalInt;

/**
 * The shape of a layer's input or output for one member of the batch: a vector of features, or a sequence of such
 * vectors of fixed or open length.
 *
 * @param sequence whether there is an axis of timesteps
 * @param timesteps length of the sequence; empty if open, and for vectors
 * @param features values in each timestep, or in the vector
 */
public record Shape(boolean sequence, OptionalInt timesteps, int features) {

    public Shape {
        if (timesteps.isPresent() && (!sequence || timesteps.getAsInt() < 1)) {
            throw new IllegalArgumentException(
                    sequence
                            ? "timesteps: expected at least 1, but got " + timesteps.getAsInt()
                            : "timesteps: expected none in a vector, but got " + timesteps.getAsInt());
        }
        if (features < 1) {
            throw new IllegalArgumentException("features: expected at least 1, but got " + features);
        }
    }

    /** Sequences of one length. */
    public static Shape sequence(int timesteps, int features) {
        return new Shape(true, OptionalInt.of(timesteps), features);
    }

    /** Sequences of any length. */
    public static Shape sequence(int features) {
        return new Shape(true, OptionalInt.empty(), features);
    }

    /** Vectors without an axis of time. */
    public static Shape vector(int features) {
        return new Shape(false, OptionalInt.empty(), features);
    }

    /** The same axes with another number of features. */
    Shape withFeatures(int other) {
        return new Shape(sequence, timesteps, other);
    }

    /**
     * This shape.
     *
     * @throws IllegalArgumentException unless it has {@code expected} features
     */
    Shape requireFeatures(int expected) {
        if (features != expected) {
            throw new IllegalArgumentException(
                    "expected input of shape " + withFeatures(expected) + ", but got " + this);
        }
        return this;
    }

    /** For example (20, 100), or (timesteps, 100) if the length is open. */
    @Override
    public String toString() {
        return "(" + axes() + ")";
    }

    /** The shape of a whole batch, for example (batch, 20, 100). */
    String ofBatch() {
        return "(batch, " + axes() + ")";
    }

    private String axes() {
        String length = timesteps.isPresent() ? Integer.toString(timesteps.getAsInt()) : "timesteps";
        return sequence ? length + ", " + features : Integer.toString(features);
    }
}
