package io.undercurrent.exchange.onnx;

import static java.util.Map.entry;

import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.nn.cell.Activation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators that are supported. */
final class Operators {

    /** Finds the meaning of what an operator gives. */
    private interface Operator {
        GraphValue apply(Operands operands) throws CannotHoldException;
    }

    /** The number of a type that holds each float. */
    private static final int DOUBLE = 11;

    private static final Set<String> RECURRENT = Set.of("RNN", "GRU", "LSTM");

    private static final Set<String> WITH_GRAPHS = Set.of("Loop", "Scan", "If");

    private static final Map<String, Operator> OTHERS = Map.ofEntries(
            entry("Constant", GraphOperators::constant),
            entry("ConstantOfShape", GraphOperators::constantOfShape),
            entry("Expand", GraphOperators::expand),
            entry("Tile", GraphOperators::expand),
            entry("Shape", GraphOperators::shape),
            entry("Gather", GraphOperators::gather),
            entry("Slice", GraphOperators::slice),
            entry("Concat", GraphOperators::concat),
            entry("Squeeze", GraphOperators::squeeze),
            entry("Unsqueeze", GraphOperators::unsqueeze),
            entry("Transpose", GraphOperators::transpose),
            entry("Reshape", Reshaping::reshape),
            entry("Flatten", Reshaping::flatten),
            // Dropout drops nothing after training.
            entry("Identity", Operators::unchanged),
            entry("Dropout", Operators::unchanged),
            entry("Cast", Operators::cast),
            entry("MatMul", LayerOperators::matMul),
            entry("Gemm", LayerOperators::gemm),
            entry("Add", LayerOperators::add),
            entry("Sub", LayerOperators::sub),
            entry("Mul", LayerOperators::mul),
            entry("Div", LayerOperators::div),
            entry("Tanh", operands -> LayerOperators.activation(operands, Activation.TANH)),
            entry("Sigmoid", operands -> LayerOperators.activation(operands, Activation.SIGMOID)),
            entry("Relu", operands -> LayerOperators.activation(operands, Activation.RELU)),
            entry("HardSigmoid", LayerOperators::hardSigmoid),
            entry("BatchNormalization", LayerOperators::batchNormalization),
            entry("Softmax", LayerOperators::softmax));

    private Operators() {}

    static boolean isRecurrent(Node node) {
        return RECURRENT.contains(node.operator());
    }

    /** Whether a node is a loop or a branch, with graphs of its own. */
    static boolean hasGraphs(Node node) {
        return WITH_GRAPHS.contains(node.operator());
    }

    /** What the outputs of a node are. */
    static List<GraphValue> apply(Operands operands) throws CannotHoldException {
        Node node = operands.node();
        requireKnown(operands);
        return isRecurrent(node)
                ? RecurrentOperators.apply(operands)
                : List.of(OTHERS.get(node.operator()).apply(operands));
    }

    /** Refuses a node that is not supported whatever goes into it. */
    static void requireKnown(Operands operands) throws CannotHoldException {
        Node node = operands.node();
        if (!node.domain().isEmpty()) {
            throw new CannotHoldException(
                    "is an operator of the domain " + node.domain() + ", which is not known here");
        } else if (hasGraphs(node)) {
            throw new CannotHoldException(
                    "is a graph of its own; exporters write one for a recurrent layer that they do not recognise, in place"
                            + " of an RNN, GRU or LSTM. Of Keras, import the .keras or .h5 file instead");
        } else if (isRecurrent(node)) {
            RecurrentOperators.requireForm(operands);
        } else if (!OTHERS.containsKey(node.operator())) {
            throw new CannotHoldException("no layer here does what this operator does: there are simple RNN, GRU, LSTM,"
                    + " dense, flatten, scaling and the activations tanh, sigmoid, relu, softmax and hard sigmoid");
        }
    }

    /** Types of elements: of whole numbers any will do, but numbers with a fraction must keep it. */
    private static GraphValue cast(Operands operands) throws CannotHoldException {
        GraphValue value = unchanged(operands);
        long type = operands.integer("to", OnnxModel.FLOAT);
        if ((value instanceof Flowing || value instanceof Floats) && type != OnnxModel.FLOAT && type != DOUBLE) {
            throw new CannotHoldException(
                    "turns floats into elements of the type number " + type + " of ONNX, which rounds them");
        }
        return value;
    }

    private static GraphValue unchanged(Operands operands) throws CannotHoldException {
        if (!operands.has(0)) {
            throw new CannotHoldException("has no input");
        }
        return operands.input(0);
    }
}
