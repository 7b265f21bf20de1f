package io.undercurrent.bench.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Lstm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formulas written down in calls of ND4J, in place where that is possible, as one would without further thought. */
final class Nd4jStep implements Step {

    private final LayerWeights layer;
    private final int units;
    private final INDArray x;
    private final INDArray kernel;
    private final INDArray recurrentKernel;
    private final INDArray bias;
    private final INDArray recurrentBias;
    private INDArray h;
    private INDArray c;

    Nd4jStep(LayerWeights layer, int rows, float[] inputs) {
        this.layer = layer;
        this.units = layer.units();
        x = Nd4j.createFromArray(inputs).reshape(rows, layer.features());
        kernel = Nd4j.createFromArray(layer.layer().kernel().values()).reshape(layer.features(), layer.width());
        recurrentKernel =
                Nd4j.createFromArray(layer.layer().recurrentKernel().values()).reshape(units, layer.width());
        bias = Nd4j.createFromArray(layer.layer().bias().values());
        recurrentBias = layer.layer()
                .secondBias()
                .map(weight -> Nd4j.createFromArray(weight.values()))
                .orElse(null);
        h = Nd4j.zeros(rows, units);
        c = Nd4j.zeros(rows, units);
    }

    @Override
    public void run() {
        INDArray a = x.mmul(kernel).addiRowVector(bias);
        INDArray b = h.mmul(recurrentKernel);
        if (layer.layer() instanceof Lstm) {
            lstm(a.addi(b));
        } else if (layer.layer() instanceof Gru) {
            gru(a, b.addiRowVector(recurrentBias));
        } else {
            h = Transforms.tanh(a.addi(b), false);
        }
    }

    private void lstm(INDArray a) {
        INDArray i = Transforms.sigmoid(gate(a, 0));
        INDArray f = Transforms.sigmoid(gate(a, 1));
        INDArray g = Transforms.tanh(gate(a, 2));
        INDArray o = Transforms.sigmoid(gate(a, 3));
        c = f.muli(c).addi(i.muli(g));
        h = o.muli(Transforms.tanh(c));
    }

    private void gru(INDArray a, INDArray b) {
        INDArray z = Transforms.sigmoid(gate(a, 0).add(gate(b, 0)), false);
        INDArray r = Transforms.sigmoid(gate(a, 1).add(gate(b, 1)), false);
        INDArray n = Transforms.tanh(r.muli(gate(b, 2)).addi(gate(a, 2)), false);
        h = z.muli(h.subi(n)).addi(n);
    }

    private INDArray gate(INDArray projections, int gate) {
        return projections.get(all(), interval(gate * units, (gate + 1) * units));
    }

    @Override
    public float[] states() {
        INDArray states = layer.states() == 1 ? h : Nd4j.hstack(h, c);
        return states.dup('c').data().asFloat();
    }

    @Override
    public void close() {
        // ND4J gives memory back when the garbage collector finds the arrays.
    }
}
