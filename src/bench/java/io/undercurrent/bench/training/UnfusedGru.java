package io.undercurrent.bench.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.undercurrent.nn.Gru;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A Gru forward and backward through time, one call of ND4J for each product, sum and function, as one writes it in PyTorch. */
final class UnfusedGru {

    private final int units;
    private final INDArray kernel;
    private final INDArray recurrentKernel;
    private final INDArray bias;
    private final INDArray recurrentBias;
    private final INDArray kernelGradient;
    private final INDArray recurrentKernelGradient;
    private final INDArray biasGradient;
    private final INDArray recurrentBiasGradient;
    private final List<Timestep> tape = new ArrayList<>();

    /** What the way back needs of a timestep; {@code b} is the candidate's part of the recurrent product. */
    private record Timestep(INDArray x, INDArray before, INDArray z, INDArray r, INDArray n, INDArray b) {}

    UnfusedGru(Gru layer) {
        units = layer.units();
        int width = layer.kernel().columns();
        kernel = Nd4j.createFromArray(layer.kernel().values()).reshape(layer.features(), width);
        recurrentKernel = Nd4j.createFromArray(layer.recurrentKernel().values()).reshape(units, width);
        bias = Nd4j.createFromArray(layer.bias().values());
        recurrentBias = Nd4j.createFromArray(layer.secondBias().orElseThrow().values());
        kernelGradient = Nd4j.zeros(layer.features(), width);
        recurrentKernelGradient = Nd4j.zeros(units, width);
        biasGradient = Nd4j.zeros(width);
        recurrentBiasGradient = Nd4j.zeros(width);
    }

    /** From h₀ = 0 over timesteps of (batch × features). */
    void forward(List<INDArray> inputs) {
        tape.clear();
        INDArray h = Nd4j.zeros(inputs.get(0).rows(), units);
        for (INDArray x : inputs) {
            INDArray a = x.mmul(kernel).addiRowVector(bias);
            INDArray b = h.mmul(recurrentKernel).addiRowVector(recurrentBias);
            INDArray z = Transforms.sigmoid(gate(a, 0).add(gate(b, 0)), false);
            INDArray r = Transforms.sigmoid(gate(a, 1).add(gate(b, 1)), false);
            INDArray n = Transforms.tanh(r.mul(gate(b, 2)).addi(gate(a, 2)), false);
            tape.add(new Timestep(x, h, z, r, n, gate(b, 2)));
            h = z.mul(h.sub(n)).addi(n);
        }
    }

    /**
     * @param outputGradients ∂L/∂h by timestep, (batch × units)
     * @return ∂L/∂x by timestep, the last one first
     */
    List<INDArray> backward(List<INDArray> outputGradients) {
        for (INDArray gradient :
                List.of(kernelGradient, recurrentKernelGradient, biasGradient, recurrentBiasGradient)) {
            gradient.assign(0);
        }
        List<INDArray> inputGradients = new ArrayList<>();
        INDArray carried = Nd4j.zeros(outputGradients.get(0).shape());
        for (int t = tape.size() - 1; t >= 0; t--) {
            Timestep step = tape.get(t);
            INDArray dh = outputGradients.get(t).add(carried);
            INDArray dz = dh.mul(step.before.sub(step.n)).muli(step.z).muli(step.z.rsub(1));
            INDArray dn = dh.mul(step.z.rsub(1)).muli(step.n.mul(step.n).rsubi(1));
            INDArray dr = dn.mul(step.b).muli(step.r).muli(step.r.rsub(1));
            INDArray da = Nd4j.hstack(dz, dr, dn);
            INDArray db = Nd4j.hstack(dz, dr, dn.mul(step.r));
            kernelGradient.addi(step.x.transpose().mmul(da));
            recurrentKernelGradient.addi(step.before.transpose().mmul(db));
            biasGradient.addi(da.sum(0));
            recurrentBiasGradient.addi(db.sum(0));
            inputGradients.add(da.mmul(kernel.transpose()));
            carried = dh.muli(step.z).addi(db.mmul(recurrentKernel.transpose()));
        }
        return inputGradients;
    }

    private INDArray gate(INDArray projections, int gate) {
        return projections.get(all(), interval(gate * units, (gate + 1) * units));
    }

    /** In the order of our parameters. */
    float[] gradients() {
        return Nd4j.concat(
                        0,
                        Nd4j.toFlattened('c', kernelGradient).reshape(-1),
                        Nd4j.toFlattened('c', recurrentKernelGradient).reshape(-1),
                        biasGradient,
                        recurrentBiasGradient)
                .toFloatVector();
    }
}
