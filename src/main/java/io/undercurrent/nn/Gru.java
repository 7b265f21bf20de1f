package io.undercurrent.nn;

import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.cell.GeneralGruCell;
import io.undercurrent.nn.cell.GruCell;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The gated recurrent unit of Cho et al. (2014), in the form with the reset gate after the recurrent product, which has a bias
 * of its own: Keras' default ({@code reset_after=True}) and PyTorch's only one.
 *
 * <pre>
 * a = xₜ·kernel + bias               in blocks aᶻ, aʳ, aʰ
 * b = hₜ₋₁·recurrentKernel + recurrentBias   likewise
 * z = sigmoid(aᶻ + bᶻ)     r = sigmoid(aʳ + bʳ)     n = tanh(aʰ + r ⊙ bʰ)
 * hₜ = z ⊙ hₜ₋₁ + (1 − z) ⊙ n
 * </pre>
 *
 * @param kernel (features × 3·units), blocks z, r, h as in Keras
 * @param recurrentKernel (units × 3·units)
 * @param bias (1 × 3·units)
 * @param recurrentBias (1 × 3·units)
 * @param functions in place of sigmoid and tanh
 */
public record Gru(
        Weight kernel,
        Weight recurrentKernel,
        Weight bias,
        Weight recurrentBias,
        GateFunctions functions,
        boolean returnSequences)
        implements CellLayer {

    private static final String KIND = "gru";

    public Gru {
        Objects.requireNonNull(functions, "functions");
        int units = recurrentKernel.rows();
        int columns = Math.multiplyExact(GruCell.GATES, units);
        kernel.require(KIND, Weight.KERNEL, kernel.rows(), columns);
        recurrentKernel.require(KIND, Weight.RECURRENT_KERNEL, units, columns);
        bias.require(KIND, Weight.BIAS, 1, columns);
        recurrentBias.require(KIND, Weight.RECURRENT_BIAS, 1, columns);
    }

    /** A layer with sigmoid and tanh. */
    public Gru(Weight kernel, Weight recurrentKernel, Weight bias, Weight recurrentBias, boolean returnSequences) {
        this(kernel, recurrentKernel, bias, recurrentBias, GateFunctions.USUAL, returnSequences);
    }

    static Gru initial(int features, int units, boolean returnSequences, Initialiser initialiser) {
        return new Gru(
                initialiser.glorotUniform(Weight.KERNEL, features, GruCell.GATES * units),
                initialiser.orthogonal(Weight.RECURRENT_KERNEL, units, GruCell.GATES * units),
                Initialiser.zeros(Weight.BIAS, GruCell.GATES * units),
                Initialiser.zeros(Weight.RECURRENT_BIAS, GruCell.GATES * units),
                returnSequences);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Weight> secondBias() {
        return Optional.of(recurrentBias);
    }

    @Override
    public List<Weight> weights() {
        return List.of(kernel, recurrentKernel, bias, recurrentBias);
    }

    @Override
    public Gru withParameters(float[] parameters, int offset) {
        int recurrent = offset + kernel.size();
        int biases = recurrent + recurrentKernel.size();
        return new Gru(
                kernel.withValues(parameters, offset),
                recurrentKernel.withValues(parameters, recurrent),
                bias.withValues(parameters, biases),
                recurrentBias.withValues(parameters, biases + bias.size()),
                functions,
                returnSequences);
    }

    @Override
    public Gru withReturnSequences(boolean all) {
        return new Gru(kernel, recurrentKernel, bias, recurrentBias, functions, all);
    }

    @Override
    public Cell cell(int units) {
        return functions.equals(GateFunctions.USUAL) ? new GruCell(units) : new GeneralGruCell(functions, units);
    }
}
