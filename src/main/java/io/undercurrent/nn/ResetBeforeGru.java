package io.undercurrent.nn;

import io.undercurrent.nn.cell.GateFunctions;
import java.util.List;
import java.util.Objects;

/**
 * The gated recurrent unit in its first form (Cho et al. 2014), with the reset gate before the recurrent product:
 * Keras' {@code reset_after=False}, ONNX's default and TensorFlow.js's only one. Only {@link Gru}, the other form, can
 * be trained here.
 *
 * <pre>
 * a = xₜ·kernel + bias               in blocks aᶻ, aʳ, aʰ
 * z = sigmoid(aᶻ + hₜ₋₁·Rᶻ)     r = sigmoid(aʳ + hₜ₋₁·Rʳ)     n = tanh(aʰ + (r ⊙ hₜ₋₁)·Rʰ)
 * hₜ = z ⊙ hₜ₋₁ + (1 − z) ⊙ n
 * </pre>
 *
 * @param kernel (features × 3·units), blocks z, r, h as in Keras
 * @param recurrentKernel (units × 3·units), R above
 * @param bias (1 × 3·units)
 * @param functions in place of sigmoid and tanh
 */
public record ResetBeforeGru(
        Weight kernel, Weight recurrentKernel, Weight bias, GateFunctions functions, boolean returnSequences)
        implements RecurrentLayer {

    private static final int GATES = 3;
    private static final String KIND = "gru_reset_before";

    public ResetBeforeGru {
        Objects.requireNonNull(functions, "functions");
        int units = recurrentKernel.rows();
        int columns = Math.multiplyExact(GATES, units);
        kernel.require(KIND, Weight.KERNEL, kernel.rows(), columns);
        recurrentKernel.require(KIND, Weight.RECURRENT_KERNEL, units, columns);
        bias.require(KIND, Weight.BIAS, 1, columns);
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
    public ResetBeforeGru withParameters(float[] parameters, int offset) {
        int recurrent = offset + kernel.size();
        return new ResetBeforeGru(
                kernel.withValues(parameters, offset),
                recurrentKernel.withValues(parameters, recurrent),
                bias.withValues(parameters, recurrent + recurrentKernel.size()),
                functions,
                returnSequences);
    }

    @Override
    public ResetBeforeGru withReturnSequences(boolean all) {
        return new ResetBeforeGru(kernel, recurrentKernel, bias, functions, all);
    }
}
