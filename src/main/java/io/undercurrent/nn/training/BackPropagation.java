package io.undercurrent.nn.training;

import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Backends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradients of a network by back-propagation through time, for mini-batches of one size. Holds the parameters being
 * trained and all buffers, and allocates nothing after construction. Returned arrays are these buffers, valid until the
 * next call.
 *
 * <p>Not thread-safe; use one instance for each thread.
 *
 * <pre>
 * propagation.setParameters(parameters);
 * float[] outputs = propagation.forward(inputs);
 * propagation.zeroGradients();
 * propagation.backward(outputGradients);       // ∂L/∂outputs
 * adam.step(parameters, propagation.gradients(), learningRate);
 * </pre>
 */
public final class BackPropagation implements AutoCloseable {

    private final Network network;
    private final int batch;
    private final int timesteps;
    private final int stateSize;
    private final List<LayerPass> passes = new ArrayList<>();
    /** Where the parameters of each layer begin. */
    private final int[] offsets;

    private final float[] gradients;
    /** One (batch × features) array for each timestep; of a single one, the array that {@link #forward} was given. */
    private final float[][] inputs;

    private final int inputSize;

    /** One (batch × units) array for each timestep that the network returns. */
    private final float[][] outputGradients;

    private final float[] outputs;
    private final float[] inputGradients;
    private final float[] noStates;
    private final float[] finalStates;
    private final float[] initialStateGradients;

    /** An instance on the back end of this process. */
    public BackPropagation(Network network, int batch, int timesteps) {
        this(network, batch, timesteps, Backends.current());
    }

    /**
     * Begins with the parameters of the network.
     *
     * @param batch members of a mini-batch
     * @param timesteps length of all sequences; 1 for a network that takes vectors
     */
    public BackPropagation(Network network, int batch, int timesteps, Backend backend) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: expected at least 1, but got " + batch);
        }
        Shape input = network.inputShape();
        int expected = input.sequence() ? input.timesteps().orElse(timesteps) : 1;
        if (timesteps < 1 || timesteps != expected) {
            throw new IllegalArgumentException(
                    "timesteps: expected " + Math.max(1, expected) + ", but got " + timesteps);
        }
        this.network = network;
        this.batch = batch;
        this.timesteps = timesteps;
        this.stateSize = network.stateSize();
        this.offsets = new int[network.layers().size()];
        int offset = 0;
        Shape shape = input;
        for (int i = 0; i < offsets.length; i++) {
            Layer layer = network.layers().get(i);
            offsets[i] = offset;
            offset += layer.parameterCount();
            passes.add(pass(layer, shape.sequence() ? timesteps : 1, backend));
            shape = network.shapes().get(i);
        }
        this.gradients = new float[offset];
        int step = Math.multiplyExact(batch, input.features());
        this.inputSize = Math.multiplyExact(timesteps, step);
        this.inputs = timesteps == 1 ? new float[1][] : new float[timesteps][step];
        this.inputGradients = new float[timesteps == 1 ? 0 : inputSize];
        this.outputGradients = new float[shape.sequence() ? timesteps : 1][batch * shape.features()];
        this.outputs = new float
                [outputGradients.length == 1
                        ? 0
                        : Math.multiplyExact(outputGradients.length, batch * shape.features())];
        this.noStates = new float[batch * stateSize];
        this.finalStates = new float[batch * stateSize];
        this.initialStateGradients = new float[batch * stateSize];
        setParameters(network.parameters());
    }

    private LayerPass pass(Layer layer, int steps, Backend backend) {
        if (layer instanceof CellLayer recurrent) {
            return new RecurrentPass(recurrent, batch, steps, backend);
        } else if (layer instanceof Dense dense) {
            return new DensePass(dense, batch, steps, backend);
        } else if (layer instanceof Flatten flatten) {
            return new FlattenPass(flatten, batch);
        }
        throw new IllegalArgumentException(
                "network: expected layers that can be trained, but one is of the kind " + layer.kind());
    }

    /** Sets the parameters, in the order of {@link Network#parameters}. */
    public void setParameters(float[] parameters) {
        requireLength("parameters", gradients.length, parameters);
        for (int i = 0; i < passes.size(); i++) {
            passes.get(i).load(parameters, offsets[i]);
        }
    }

    /**
     * Runs the network from h₀ = 0.
     *
     * @param values (batch × timesteps × features)
     * @return (batch × units), or (batch × timesteps × units) if the network returns sequences
     */
    public float[] forward(float[] values) {
        return forward(values, noStates);
    }

    /**
     * Runs the network from given states.
     *
     * @param initialStates (batch × stateSize), laid out as {@link Network} says
     */
    public float[] forward(float[] values, float[] initialStates) {
        requireLength("inputs", inputSize, values);
        requireLength("initialStates", noStates.length, initialStates);
        if (timesteps == 1) {
            inputs[0] = values;
        } else {
            split(values, inputs);
        }
        float[][] last = inputs;
        int state = 0;
        for (LayerPass pass : passes) {
            if (pass instanceof RecurrentPass recurrent) {
                for (float[] plane : recurrent.initialStates()) {
                    int width = plane.length / batch;
                    Rows.copy(batch, width, initialStates, state, stateSize, plane, 0, width);
                    state += width;
                }
            }
            last = pass.forward(last);
        }
        return joined(last, outputs);
    }

    /** States after the last timestep of {@link #forward}, (batch × stateSize). */
    public float[] finalStates() {
        int state = 0;
        for (LayerPass pass : passes) {
            if (pass instanceof RecurrentPass recurrent) {
                state = joinStates(recurrent.finalStates(), finalStates, state);
            }
        }
        return finalStates;
    }

    /**
     * Adds the gradients of the parameters to {@link #gradients}, for the last {@link #forward}; may be called again for other
     * gradients of the same outputs.
     *
     * @param gradientsOfOutputs ∂L/∂outputs, as large as the outputs
     */
    public void backward(float[] gradientsOfOutputs) {
        requireLength("outputGradients", outputGradients.length * outputGradients[0].length, gradientsOfOutputs);
        split(gradientsOfOutputs, outputGradients);
        float[][] last = outputGradients;
        for (int i = passes.size() - 1; i >= 0; i--) {
            LayerPass pass = passes.get(i);
            pass.backward(last, gradients, offsets[i]);
            if (i > 0) {
                last = pass.inputGradients();
            }
        }
    }

    /** The sum of ∂L/∂parameters over all calls of {@link #backward} since {@link #zeroGradients}, in the order of the parameters. */
    public float[] gradients() {
        return gradients;
    }

    public void zeroGradients() {
        Arrays.fill(gradients, 0);
    }

    /**
     * ∂L/∂inputs of the last {@link #backward}, (batch × timesteps × features), computed by this call, with the present
     * parameters.
     */
    public float[] inputGradients() {
        return joined(passes.get(0).inputGradients(), inputGradients);
    }

    /** ∂L/∂(initial states) of the last {@link #backward}, (batch × stateSize). */
    float[] initialStateGradients() {
        int state = 0;
        for (LayerPass pass : passes) {
            if (pass instanceof RecurrentPass recurrent) {
                state = joinStates(recurrent.initialStateGradients(), initialStateGradients, state);
            }
        }
        return initialStateGradients;
    }

    /** From (batch × timesteps × features) to one (batch × features) array for each timestep. */
    private void split(float[] source, float[][] target) {
        int features = target[0].length / batch;
        for (int t = 0; t < target.length; t++) {
            Rows.copy(batch, features, source, t * features, target.length * features, target[t], 0, features);
        }
    }

    /** The opposite of {@link #split}. A single timestep is what it is. */
    private float[] joined(float[][] source, float[] target) {
        if (source.length == 1) {
            return source[0];
        }
        int features = source[0].length / batch;
        for (int t = 0; t < source.length; t++) {
            Rows.copy(batch, features, source[t], 0, features, target, t * features, source.length * features);
        }
        return target;
    }

    /** Copies planes side by side into rows of states, from column {@code state} on. Returns the column after them. */
    private int joinStates(float[][] planes, float[] target, int state) {
        int column = state;
        for (float[] plane : planes) {
            int width = plane.length / batch;
            Rows.copy(batch, width, plane, 0, width, target, column, stateSize);
            column += width;
        }
        return column;
    }

    private static void requireLength(String name, int expected, float[] values) {
        if (values.length != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " values, but got " + values.length);
        }
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        passes.forEach(LayerPass::close);
    }
}
