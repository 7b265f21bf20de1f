package io.undercurrent.nn;

import io.undercurrent.nn.cell.Activation;
import java.util.List;
import java.util.Objects;

/**
 * activation(x·kernel + bias), applied to each timestep of a sequence separately.
 *
 * @param kernel (features × units)
 * @param bias (1 × units)
 */
public record Dense(Weight kernel, Weight bias, Activation activation) implements Layer {

    public Dense {
        Objects.requireNonNull(activation, "activation");
        kernel.require("dense", Weight.KERNEL, kernel.rows(), kernel.columns());
        bias.require("dense", Weight.BIAS, 1, kernel.columns());
    }

    static Dense initial(int features, int units, Activation activation, Initialiser initialiser) {
        return new Dense(
                initialiser.glorotUniform(Weight.KERNEL, features, units),
                Initialiser.zeros(Weight.BIAS, units),
                activation);
    }

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public int features() {
        return kernel.rows();
    }

    @Override
    public int units() {
        return kernel.columns();
    }

    @Override
    public List<Weight> weights() {
        return List.of(kernel, bias);
    }

    @Override
    public Dense withParameters(float[] parameters, int offset) {
        return new Dense(
                kernel.withValues(parameters, offset), bias.withValues(parameters, offset + kernel.size()), activation);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input.requireFeatures(features()).withFeatures(units());
    }
}
