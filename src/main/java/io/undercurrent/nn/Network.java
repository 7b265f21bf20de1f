package io.undercurrent.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A stack of layers with checked shapes. Immutable, so threads may share it. {@link #predict} runs it once; to run it
 * many times use a {@link Stepper}, which keeps its working memory.
 *
 * <p>States of all recurrent layers lie one after the other in one row of {@link #stateSize} values for each member of the batch,
 * lowest layer first: h, then c in an LSTM. h₀ = 0 unless given.
 */
public final class Network {

    private final Shape inputShape;
    private final List<Layer> layers;
    private final List<Shape> shapes;

    private Network(Shape inputShape, List<Layer> layers) {
        this.inputShape = Objects.requireNonNull(inputShape, "inputShape");
        this.layers = List.copyOf(layers);
        if (this.layers.isEmpty()) {
            throw new IllegalArgumentException("layers: expected at least one, but the list is empty");
        }
        List<Shape> outputs = new ArrayList<>();
        Shape shape = inputShape;
        for (int i = 0; i < this.layers.size(); i++) {
            Layer layer = this.layers.get(i);
            try {
                shape = layer.outputShape(shape);
            } catch (IllegalArgumentException e) {
                String source = i == 0
                        ? "the input"
                        : "layer " + i + " (" + this.layers.get(i - 1).kind() + ")";
                throw new IllegalArgumentException(
                        "layer " + (i + 1) + " (" + layer.kind() + "): " + e.getMessage() + " from " + source, e);
            }
            outputs.add(shape);
        }
        this.shapes = List.copyOf(outputs);
    }

    /** A network of given layers, lowest first. */
    public static Network of(Shape inputShape, List<Layer> layers) {
        return new Network(inputShape, layers);
    }

    /** Begins a network for sequences of one length. */
    public static NetworkBuilder input(int timesteps, int features) {
        return input(Shape.sequence(timesteps, features));
    }

    /** Begins a network for sequences of any length. */
    public static NetworkBuilder input(int features) {
        return input(Shape.sequence(features));
    }

    public static NetworkBuilder input(Shape shape) {
        return new NetworkBuilder(shape);
    }

    public Shape inputShape() {
        return inputShape;
    }

    public Shape outputShape() {
        return shapes.get(shapes.size() - 1);
    }

    /** The layers, lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** The output shape of each layer. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** Values of state for one member of the batch. */
    public int stateSize() {
        return layers.stream().mapToInt(Layer::stateSize).sum();
    }

    public int parameterCount() {
        return layers.stream().mapToInt(Layer::parameterCount).sum();
    }

    /** A copy of all parameters: layers lowest first, in each its {@link Layer#weights} in order, each row-major. */
    public float[] parameters() {
        float[] parameters = new float[parameterCount()];
        int offset = 0;
        for (Layer layer : layers) {
            for (Weight weight : layer.weights()) {
                weight.copyTo(parameters, offset);
                offset += weight.size();
            }
        }
        return parameters;
    }

    /** The same layers with other parameters, in the order of {@link #parameters}. */
    public Network withParameters(float[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException(
                    "parameters: expected " + parameterCount() + " values, but got " + parameters.length);
        }
        List<Layer> others = new ArrayList<>();
        int offset = 0;
        for (Layer layer : layers) {
            others.add(layer.withParameters(parameters, offset));
            offset += layer.parameterCount();
        }
        return new Network(inputShape, others);
    }

    /** A table as Keras prints it: each layer with its output shape and its parameters, split by what they do. */
    public String summary() {
        return Summary.of(this);
    }
}
