package io.undercurrent.nn;

import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.cell.GeneralLstmCell;
import io.undercurrent.nn.cell.LstmCell;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The long short-term memory of Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000).
 *
 * <pre>
 * a = xₜ·kernel + hₜ₋₁·recurrentKernel + bias     in blocks aⁱ, aᶠ, aᶜ, aᵒ
 * i = sigmoid(aⁱ)     f = sigmoid(aᶠ)     g = tanh(aᶜ)     o = sigmoid(aᵒ)
 * cₜ = f ⊙ cₜ₋₁ + i ⊙ g        hₜ = o ⊙ tanh(cₜ)
 * </pre>
 *
 * <p>The state of one member of the batch is h, then c.
 *
 * @param kernel (features × 4·units), blocks i, f, c, o as in Keras
 * @param recurrentKernel (units × 4·units)
 * @param bias (1 × 4·units)
 * @param functions in place of sigmoid and tanh
 */
public record Lstm(Weight kernel, Weight recurrentKernel, Weight bias, GateFunctions functions, boolean returnSequences)
        implements CellLayer {

    private static final String KIND = "lstm";

    public Lstm {
        Objects.requireNonNull(functions, "functions");
        int units = recurrentKernel.rows();
        int columns = Math.multiplyExact(LstmCell.GATES, units);
        kernel.require(KIND, Weight.KERNEL, kernel.rows(), columns);
        recurrentKernel.require(KIND, Weight.RECURRENT_KERNEL, units, columns);
        bias.require(KIND, Weight.BIAS, 1, columns);
    }

    /** A layer with sigmoid and tanh. */
    public Lstm(Weight kernel, Weight recurrentKernel, Weight bias, boolean returnSequences) {
        this(kernel, recurrentKernel, bias, GateFunctions.USUAL, returnSequences);
    }

    static Lstm initial(int features, int units, boolean returnSequences, Initialiser initialiser) {
        float[] bias = new float[LstmCell.GATES * units];
        // A forget gate that starts open lets the gradient through (Jozefowicz et al. 2015).
        Arrays.fill(bias, units, 2 * units, 1);
        return new Lstm(
                initialiser.glorotUniform(Weight.KERNEL, features, LstmCell.GATES * units),
                initialiser.orthogonal(Weight.RECURRENT_KERNEL, units, LstmCell.GATES * units),
                new Weight(Weight.BIAS, 1, LstmCell.GATES * units, bias),
                returnSequences);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int stateSize() {
        return 2 * units();
    }

    @Override
    public List<Weight> weights() {
        return List.of(kernel, recurrentKernel, bias);
    }

    @Override
    public Lstm withParameters(float[] parameters, int offset) {
        int recurrent = offset + kernel.size();
        return new Lstm(
                kernel.withValues(parameters, offset),
                recurrentKernel.withValues(parameters, recurrent),
                bias.withValues(parameters, recurrent + recurrentKernel.size()),
                functions,
                returnSequences);
    }

    @Override
    public Lstm withReturnSequences(boolean all) {
        return new Lstm(kernel, recurrentKernel, bias, functions, all);
    }

    @Override
    public Cell cell(int units) {
        return functions.equals(GateFunctions.USUAL) ? new LstmCell(units) : new GeneralLstmCell(functions, units);
    }
}
