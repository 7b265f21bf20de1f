package io.undercurrent.nn.training;

import io.undercurrent.nn.matrix.Affine;
import io.undercurrent.nn.matrix.Matrix;

/** The gradients of an {@link Affine} map that is applied at each of some timesteps. */
final class AffinePass implements AutoCloseable {

    private final boolean biased;
    private final int units;
    private final Affine map;
    private final Affine gradients;
    private final Matrix inputs;
    private final Matrix[] inputsAt;
    private final Matrix inputGradients;
    private final float[] buffer;

    AffinePass(int features, int units, boolean biased, int timesteps, int batch) {
        this.biased = biased;
        this.units = units;
        this.map = new Affine(features, units, biased);
        this.gradients = new Affine(features, units, biased);
        this.inputs = map.inputs(timesteps, batch);
        this.inputsAt = new Matrix[timesteps];
        for (int t = 0; t < timesteps; t++) {
            inputsAt[t] = map.timestep(inputs, t);
        }
        this.inputGradients = new Matrix(features, batch);
        this.buffer = new float[Math.max(units, map.kernelSize())];
    }

    void load(float[] parameters, int kernelOffset, int biasOffset) {
        map.putKernel(parameters, kernelOffset);
        if (biased) {
            map.putBias(parameters, biasOffset);
        }
    }

    /** outputs = kernelᵀ·values + bias + beta·outputs */
    void forward(int timestep, float[] values, float beta, Matrix outputs) {
        inputsAt[timestep].put(0, values, 0, values.length);
        map.apply(inputsAt[timestep], beta, outputs);
    }

    /** Adds up the gradient over the timesteps; {@code first} starts the sum anew. */
    void backward(int timestep, Matrix outputGradients, boolean first) {
        gradients.outerProducts(inputsAt[timestep], outputGradients, first ? 0 : 1);
    }

    /** ∂L/∂values of a timestep. */
    void inputGradients(Matrix outputGradients, float[] target) {
        map.applyBackwards(outputGradients, inputGradients);
        inputGradients.get(0, target, 0, target.length);
    }

    /** Adds what {@link #backward} has added up to the gradients of all parameters. */
    void addGradients(float[] target, int kernelOffset, int biasOffset) {
        gradients.getKernel(buffer, 0);
        add(map.kernelSize(), target, kernelOffset);
        if (biased) {
            gradients.getBias(buffer, 0);
            add(units, target, biasOffset);
        }
    }

    private void add(int count, float[] target, int offset) {
        for (int i = 0; i < count; i++) {
            target[offset + i] += buffer[i];
        }
    }

    @Override
    public void close() {
        map.close();
        gradients.close();
        inputs.close();
        inputGradients.close();
    }
}
