package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.Integers;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import java.util.Arrays;

/** Operators that become dense layers, scalings and activations, or a part of the one below. */
final class LayerOperators {

    private static final float[] ZERO = {0};
    private static final float[] ONE = {1};

    private LayerOperators() {}

    static GraphValue matMul(Operands operands) throws CannotHoldException {
        return new Flowing(dense(operands.signal(0), operands.floats(1), false, 1));
    }

    /** alpha·A·B + beta·C */
    static GraphValue gemm(Operands operands) throws CannotHoldException {
        if (operands.integer("transA", 0) != 0) {
            throw new CannotHoldException("turns its input round (transA)");
        }
        boolean transposed = operands.integer("transB", 0) != 0;
        Signal signal = dense(operands.signal(0), operands.floats(1), transposed, operands.number("alpha", 1));
        if (operands.has(2)) {
            float beta = operands.number("beta", 1);
            float[] bias = perFeature(signal, operands.floats(2)).clone();
            for (int i = 0; i < bias.length; i++) {
                bias[i] *= beta;
            }
            signal = plus(signal, bias);
        }
        return new Flowing(signal);
    }

    private static Signal dense(Signal signal, Floats kernel, boolean transposed, float factor)
            throws CannotHoldException {
        Floats matrix = transposed ? FloatArrays.transposed(kernel, java.util.List.of()) : kernel;
        if (matrix.shape().length != 2 || matrix.values().length == 0) {
            throw new CannotHoldException(
                    "expected a matrix of weights, but got " + GraphOperators.asList(matrix.shape()));
        }
        int features = signal.features();
        int rows = (int) matrix.shape()[0];
        int units = (int) matrix.shape()[1];
        if (features != OnnxModel.OPEN && features != rows) {
            throw new CannotHoldException("expected weights for " + features + " features, but got some for " + rows);
        }
        float[] values = matrix.values().clone();
        for (int i = 0; factor != 1 && i < values.length; i++) {
            values[i] *= factor;
        }
        return signal.through(new Dense(
                new Weight(Weight.KERNEL, rows, units, values),
                new Weight(Weight.BIAS, 1, units, new float[units]),
                Activation.LINEAR));
    }

    /** Add: the bias of the dense layer below, or an offset of the features. */
    static GraphValue add(Operands operands) throws CannotHoldException {
        boolean constantFirst = operands.input(0) instanceof Floats;
        Signal signal = operands.signal(constantFirst ? 1 : 0);
        return new Flowing(plus(signal, perFeature(signal, operands.floats(constantFirst ? 0 : 1))));
    }

    private static Signal plus(Signal signal, float[] values) throws CannotHoldException {
        if (signal.top() instanceof Dense dense
                && dense.activation() == Activation.LINEAR
                && isAll(dense.bias().values(), 0)
                && (values.length == dense.units() || values.length == 1)) {
            float[] bias = values.length == 1 ? filled(dense.units(), values[0]) : values;
            return signal.replacingTop(
                    new Dense(dense.kernel(), new Weight(Weight.BIAS, 1, dense.units(), bias), Activation.LINEAR));
        }
        return scaled(signal, ZERO, ONE, values);
    }

    static GraphValue sub(Operands operands) throws CannotHoldException {
        Signal signal = operands.signal(0);
        return new Flowing(scaled(signal, perFeature(signal, operands.floats(1)), ONE, ZERO));
    }

    static GraphValue mul(Operands operands) throws CannotHoldException {
        if (operands.input(0) instanceof Integers a && operands.input(1) instanceof Integers b) {
            return GraphOperators.product(a, b);
        }
        boolean constantFirst = operands.input(0) instanceof Floats;
        Signal signal = operands.signal(constantFirst ? 1 : 0);
        return new Flowing(times(signal, perFeature(signal, operands.floats(constantFirst ? 0 : 1))));
    }

    static GraphValue div(Operands operands) throws CannotHoldException {
        Signal signal = operands.signal(0);
        float[] divisors = perFeature(signal, operands.floats(1)).clone();
        for (int i = 0; i < divisors.length; i++) {
            divisors[i] = 1 / divisors[i];
        }
        return new Flowing(times(signal, divisors));
    }

    private static Signal times(Signal signal, float[] factors) throws CannotHoldException {
        if (signal.top() instanceof Scaling below
                && isAll(below.scale().values(), 1)
                && isAll(below.offset().values(), 0)) {
            return signal.replacingTop(Scaling.of(below.features(), below.mean().values(), factors, ZERO));
        }
        return scaled(signal, ZERO, factors, ZERO);
    }

    /** (x − mean)·scale/√(variance + ε) + offset, of each feature. */
    static GraphValue batchNormalization(Operands operands) throws CannotHoldException {
        Signal signal = operands.signal(0);
        if (operands.integer("training_mode", 0) != 0) {
            throw new CannotHoldException(
                    "takes mean and variance of what comes in (training_mode), not those of training");
        }
        if (signal.axes().size() != 2) {
            throw new CannotHoldException("normalizes the second of the axes " + signal.roles()
                    + ", and here it is the features of one timestep");
        }
        float[] scale = perFeature(signal, operands.floats(1)).clone();
        float[] variance = perFeature(signal, operands.floats(4));
        if (scale.length != variance.length) {
            throw new CannotHoldException("expected as many variances as factors");
        }
        double epsilon = operands.number("epsilon", 1e-5f);
        for (int i = 0; i < scale.length; i++) {
            scale[i] = (float) (scale[i] / Math.sqrt(variance[i] + epsilon));
        }
        float[] mean = perFeature(signal, operands.floats(3));
        return new Flowing(scaled(signal, mean, scale, perFeature(signal, operands.floats(2))));
    }

    private static Signal scaled(Signal signal, float[] mean, float[] scale, float[] offset)
            throws CannotHoldException {
        int features = signal.features();
        if (features < 1) {
            throw new CannotHoldException("expected a known number of features");
        }
        return signal.through(Scaling.of(features, mean, scale, offset));
    }

    /** A constant with one value for each feature, or one for all. */
    private static float[] perFeature(Signal signal, Floats constant) throws CannotHoldException {
        int length = constant.values().length;
        long[] shape = constant.shape();
        boolean alongFeatures = length == 1 || shape.length > 0 && shape[shape.length - 1] == length;
        if (!alongFeatures || length != 1 && length != signal.features()) {
            throw new CannotHoldException("expected a constant with one value or one for each feature, but got "
                    + GraphOperators.asList(shape));
        }
        return constant.values();
    }

    private static boolean isAll(float[] values, float expected) {
        for (float value : values) {
            if (value != expected) {
                return false;
            }
        }
        return true;
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    /** The end of the dense layer below, or a layer by itself. */
    static GraphValue activation(Operands operands, Activation activation) throws CannotHoldException {
        Signal signal = operands.signal(0);
        if (signal.top() instanceof Dense dense && dense.activation() == Activation.LINEAR) {
            return new Flowing(signal.replacingTop(new Dense(dense.kernel(), dense.bias(), activation)));
        }
        return new Flowing(signal.through(new ActivationLayer(activation, signal.features())));
    }

    static GraphValue softmax(Operands operands) throws CannotHoldException {
        Signal signal = operands.signal(0);
        int axis = signal.index(operands.integer("axis", operands.opset() < 13 ? 1 : -1));
        if (axis != signal.axes().size() - 1 || signal.axes().get(axis).role() != Role.FEATURES) {
            throw new CannotHoldException(
                    "is over the axis " + signal.axes().get(axis).role() + ", and a softmax here is over the features");
        }
        return activation(operands, Activation.SOFTMAX);
    }

    static GraphValue hardSigmoid(Operands operands) throws CannotHoldException {
        return activation(
                operands,
                RecurrentOperators.hardSigmoid(operands.number("alpha", 0.2f), operands.number("beta", 0.5f)));
    }
}
