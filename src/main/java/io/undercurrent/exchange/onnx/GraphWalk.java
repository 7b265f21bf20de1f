package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.InitialState;
import io.undercurrent.exchange.onnx.GraphValue.Unheld;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Graph;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.nn.cell.Activation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a graph once, node by node, and finds the meaning of each value for the network. */
final class GraphWalk {

    private static final Set<String> RECURRENT = Set.of("RNN", "GRU", "LSTM");

    /** The first of the inputs that are initial states. */
    private static final int INITIAL_H = 5;

    private final OnnxModel model;
    private final Map<String, GraphValue> values = new HashMap<>();
    private final Map<String, Node> producers = new HashMap<>();

    private final boolean steps;

    private GraphWalk(OnnxModel model, boolean steps) {
        this.model = model;
        this.steps = steps;
    }

    /**
     * @param roles what the axes of the input are meant to be
     * @return what is known of each value
     */
    static Map<String, GraphValue> of(OnnxModel model, OnnxModel.Value input, List<Role> roles) throws ImportException {
        GraphWalk walk = new GraphWalk(model, !roles.contains(Role.TIME));
        walk.begin(input, roles);
        for (Node node : model.graph().nodes()) {
            walk.visit(node);
        }
        return walk.values;
    }

    /** The graph's inputs that are initial states of recurrent nodes, by name. */
    static Set<String> initialStates(Graph graph) {
        Map<String, Node> producers = new HashMap<>();
        graph.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        List<String> open = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (RECURRENT.contains(node.operator())) {
                open.add(node.input(INITIAL_H));
                open.add(node.operator().equals("LSTM") ? node.input(INITIAL_H + 1) : "");
            }
        }
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Node producer = producers.get(open.remove(open.size() - 1));
            // Zeros whose shape depends on the input's are no state of the caller's, and the state of another layer is
            // none either.
            if (producer != null && !producer.operator().equals("Shape") && !RECURRENT.contains(producer.operator())) {
                producer.inputs().stream().filter(seen::add).forEach(open::add);
            }
        }
        Set<String> states = new HashSet<>();
        graph.inputs().stream()
                .map(OnnxModel.Value::name)
                .filter(name -> seen.contains(name) && !graph.initializers().containsKey(name))
                .forEach(states::add);
        return states;
    }

    private void begin(OnnxModel.Value input, List<Role> roles) {
        model.graph().initializers().forEach((name, tensor) -> {
            try {
                values.put(name, GraphOperators.constant(tensor));
            } catch (CannotHoldException e) {
                values.put(name, new Unheld(new Refusal("constant '" + name + "'", e.getMessage())));
            }
        });
        initialStates(model.graph()).forEach(name -> values.put(name, new InitialState()));
        List<Signal.Axis> axes = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            axes.add(new Signal.Axis(roles.get(i), input.shape().get(i).length()));
        }
        values.put(input.name(), new Flowing(new Signal(List.of(), axes)));
    }

    private void visit(Node node) throws ImportException {
        List<GraphValue> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            GraphValue value = values.get(name);
            if (value == null && !name.isEmpty()) {
                value = new Unheld(new Refusal(
                        node.label(), "takes '" + name + "', which no node before it gives and which is no constant"));
            }
            inputs.add(value);
        }
        List<GraphValue> outputs;
        try {
            for (GraphValue input : inputs) {
                if (input instanceof Unheld unheld) {
                    give(node, List.of(unheld));
                    return;
                }
            }
            outputs = apply(new Operands(node, inputs, model.opset(), steps));
        } catch (CannotHoldException e) {
            outputs = List.of(new Unheld(new Refusal(node.label(), e.getMessage())));
        } catch (IllegalArgumentException e) {
            outputs = List.of(new Unheld(new Refusal(node.label(), "its weights: " + e.getMessage())));
        }
        give(node, outputs);
    }

    private void give(Node node, List<GraphValue> outputs) throws ImportException {
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            if (name.isEmpty()) {
                continue;
            }
            if (producers.put(name, node) != null) {
                throw new ImportException(node.label() + ": gives '" + name + "', which another node gives already");
            }
            GraphValue last = outputs.get(outputs.size() - 1);
            values.put(
                    name,
                    i < outputs.size()
                            ? outputs.get(i)
                            : last instanceof Unheld
                                    ? last
                                    : new Unheld(new Refusal(node.label(), "gives a second value")));
        }
    }

    private static List<GraphValue> apply(Operands operands) throws CannotHoldException {
        Node node = operands.node();
        if (!node.domain().isEmpty()) {
            throw new CannotHoldException(
                    "is an operator of the domain " + node.domain() + ", which is not known here");
        }
        if (RECURRENT.contains(node.operator())) {
            return RecurrentOperators.apply(operands);
        }
        return List.of(
                switch (node.operator()) {
                    case "Constant" -> GraphOperators.constant(operands);
                    case "ConstantOfShape" -> GraphOperators.constantOfShape(operands);
                    case "Expand", "Tile" -> GraphOperators.expand(operands);
                    case "Shape" -> GraphOperators.shape(operands);
                    case "Gather" -> GraphOperators.gather(operands);
                    case "Slice" -> GraphOperators.slice(operands);
                    case "Concat" -> GraphOperators.concat(operands);
                    case "Squeeze" -> GraphOperators.squeeze(operands);
                    case "Unsqueeze" -> GraphOperators.unsqueeze(operands);
                    case "Transpose" -> GraphOperators.transpose(operands);
                    case "Reshape" -> Reshaping.reshape(operands);
                    case "Flatten" -> Reshaping.flatten(operands);
                    // Dropout drops nothing after training.
                    case "Identity", "Dropout", "Cast" -> unchanged(operands);
                    case "MatMul" -> LayerOperators.matMul(operands);
                    case "Gemm" -> LayerOperators.gemm(operands);
                    case "Add" -> LayerOperators.add(operands);
                    case "Sub" -> LayerOperators.sub(operands);
                    case "Mul" -> LayerOperators.mul(operands);
                    case "Div" -> LayerOperators.div(operands);
                    case "Tanh" -> LayerOperators.activation(operands, Activation.TANH);
                    case "Sigmoid" -> LayerOperators.activation(operands, Activation.SIGMOID);
                    case "Relu" -> LayerOperators.activation(operands, Activation.RELU);
                    case "HardSigmoid" -> LayerOperators.hardSigmoid(operands);
                    case "Softmax" -> LayerOperators.softmax(operands);
                    default ->
                        throw new CannotHoldException(
                                "no layer here does what this operator does: there are simple RNN, GRU, LSTM,"
                                        + " dense, flatten, scaling and the activations tanh, sigmoid, relu, softmax and hard sigmoid");
                });
    }

    private static GraphValue unchanged(Operands operands) throws CannotHoldException {
        if (!operands.has(0)) {
            throw new CannotHoldException("has no input");
        }
        return operands.input(0);
    }
}
