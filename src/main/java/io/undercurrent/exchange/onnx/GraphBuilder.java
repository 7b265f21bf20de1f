package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.Graph;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.exchange.onnx.file.OnnxModel.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph that grows node by node. */
final class GraphBuilder {

    private static final Map<String, Attribute> NO_ATTRIBUTES = Map.of();

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, TensorValue> constants = new LinkedHashMap<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();

    /** Adds an input of floats. */
    String input(String name, Axis... shape) {
        inputs.add(new Value(name, OnnxModel.FLOAT, List.of(shape)));
        return name;
    }

    /** Makes a value an output of floats, under a name of its own. */
    void output(String name, String value, Axis... shape) {
        nodes.add(new Node(name, "Identity", "", List.of(value), List.of(name), NO_ATTRIBUTES));
        outputs.add(new Value(name, OnnxModel.FLOAT, List.of(shape)));
    }

    String constant(String name, TensorValue tensor) {
        constants.put(name, tensor);
        return name;
    }

    /** Adds a node of one output, which bears its name. */
    String node(String name, String operator, Map<String, Attribute> attributes, String... from) {
        return nodes(name, operator, attributes, List.of(from), List.of(name)).get(0);
    }

    String node(String name, String operator, String... from) {
        return node(name, operator, NO_ATTRIBUTES, from);
    }

    /** Adds a node of several outputs. */
    List<String> nodes(
            String name, String operator, Map<String, Attribute> attributes, List<String> from, List<String> to) {
        nodes.add(new Node(name, operator, "", from, to, attributes));
        return to;
    }

    String transposed(String name, String value, Long... order) {
        return node(name, "Transpose", Map.of("perm", Attribute.ofIntegers(List.of(order))), value);
    }

    String squeezed(String name, String value, long axis) {
        return node(name, "Squeeze", value, constant(name + "_axis", TensorValue.of(axis)));
    }

    String unsqueezed(String name, String value, long axis) {
        return node(name, "Unsqueeze", value, constant(name + "_axis", TensorValue.of(axis)));
    }

    Graph build(String name) {
        return new Graph(name, nodes, constants, inputs, outputs);
    }
}
