package io.undercurrent.nn;

import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.cell.SimpleRnnCell;
import java.util.List;
import java.util.Objects;

/**
 * The simple recurrent network of Elman (1990): hₜ = activation(xₜ·kernel + hₜ₋₁·recurrentKernel + bias), with one bias as in
 * Keras.
 *
 * @param kernel (features × units)
 * @param recurrentKernel (units × units)
 * @param bias (1 × units)
 */
public record SimpleRnn(
        Weight kernel, Weight recurrentKernel, Weight bias, Activation activation, boolean returnSequences)
        implements CellLayer {

    private static final String KIND = "simple_rnn";

    public SimpleRnn {
        Objects.requireNonNull(activation, "activation");
        int units = recurrentKernel.rows();
        kernel.require(KIND, Weight.KERNEL, kernel.rows(), units);
        recurrentKernel.require(KIND, Weight.RECURRENT_KERNEL, units, units);
        bias.require(KIND, Weight.BIAS, 1, units);
    }

    static SimpleRnn initial(
            int features, int units, Activation activation, boolean returnSequences, Initialiser initialiser) {
        return new SimpleRnn(
                initialiser.glorotUniform(Weight.KERNEL, features, units),
                initialiser.orthogonal(Weight.RECURRENT_KERNEL, units, units),
                Initialiser.zeros(Weight.BIAS, units),
                activation,
                returnSequences);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Weight> weights() {
        return List.of(kernel, recurrentKernel, bias);
    }

    @Override
    public SimpleRnn withParameters(float[] parameters, int offset) {
        int recurrent = offset + kernel.size();
        return new SimpleRnn(
                kernel.withValues(parameters, offset),
                recurrentKernel.withValues(parameters, recurrent),
                bias.withValues(parameters, recurrent + recurrentKernel.size()),
                activation,
                returnSequences);
    }

    @Override
    public SimpleRnn withReturnSequences(boolean all) {
        return new SimpleRnn(kernel, recurrentKernel, bias, activation, all);
    }

    @Override
    public boolean joinsUnits() {
        return activation.joinsUnits();
    }

    @Override
    public Cell cell(int units) {
        return new SimpleRnnCell(activation, units);
    }
}
