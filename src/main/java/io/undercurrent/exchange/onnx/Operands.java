package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.Integers;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import java.util.List;
import java.util.Optional;

/**
 * A node with what is known of its inputs.
 *
 * @param inputs null where an optional one is left out
 * @param opset version of the operators
 * @param steps whether the graph takes one timestep, without an axis for it, rather than a window
 */
record Operands(Node node, List<GraphValue> inputs, long opset, boolean steps) {

    /** The value of an input, or null. */
    GraphValue input(int index) {
        return index < inputs.size() ? inputs.get(index) : null;
    }

    boolean has(int index) {
        return input(index) != null;
    }

    Signal signal(int index) throws CannotHoldException {
        if (input(index) instanceof Flowing flowing) {
            return flowing.signal();
        }
        throw new CannotHoldException("expected the output of a layer as input " + index);
    }

    Floats floats(int index) throws CannotHoldException {
        if (input(index) instanceof Floats floats) {
            return floats;
        }
        throw new CannotHoldException("expected a constant of floats as input " + index);
    }

    /** Constant whole numbers that are all known. */
    List<Long> integers(int index) throws CannotHoldException {
        if (input(index) instanceof Integers integers) {
            List<Long> values = GraphOperators.asList(integers.values());
            if (!values.contains(OnnxModel.OPEN) || integers.values().length == 1) {
                return values;
            }
        }
        throw new CannotHoldException("expected constant whole numbers as input " + index);
    }

    /** From an input in today's versions and from an attribute in old ones; empty if in neither. */
    List<Long> integers(int index, String attribute) throws CannotHoldException {
        if (has(index)) {
            return integers(index);
        }
        return integers(attribute);
    }

    List<Long> integers(String attribute) {
        Attribute given = node.attributes().get(attribute);
        return given == null ? List.of() : given.integers();
    }

    long integer(String attribute, long usual) {
        Attribute given = node.attributes().get(attribute);
        return given == null ? usual : given.integer();
    }

    float number(String attribute, float usual) {
        Attribute given = node.attributes().get(attribute);
        return given == null ? usual : given.number();
    }

    String text(String attribute, String usual) {
        Attribute given = node.attributes().get(attribute);
        return given == null ? usual : given.text();
    }

    Optional<TensorValue> tensor(String attribute) {
        Attribute given = node.attributes().get(attribute);
        return given == null ? Optional.empty() : Optional.ofNullable(given.tensor());
    }
}
