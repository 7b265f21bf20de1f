package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.InitialState;
import io.undercurrent.exchange.onnx.GraphValue.Unheld;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Graph;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a graph once, node by node, and finds the meaning of each value for the network.
 *
 * <p>It does not stop at a node that is not supported: those after it are looked at as far as one can without knowing what they get,
 * so that all of them are named at once.
 */
final class GraphWalk {

    /** The first of the inputs that are initial states. */
    private static final int INITIAL_H = 5;

    /** How many times as many values as a file has constants and layers may get in all, beyond an allowance: nodes share constants. */
    private static final int MOST_COPIES = 8;

    private static final int ALLOWANCE = 1 << 20;

    private final OnnxModel model;
    private final Map<String, GraphValue> values = new HashMap<>();
    /** What is not supported, with the node that it was found at, which the input's values go through. */
    private final Map<Refusal, Node> refusals = new LinkedHashMap<>();
    /** Names of values that come from the input's values; not of those that come from its shape. */
    private final Set<String> fed = new HashSet<>();

    /** Values of constants and layers that nodes may still make. */
    private long left = ALLOWANCE;

    private final Map<String, Node> producers = new HashMap<>();

    private final boolean steps;

    private GraphWalk(OnnxModel model, boolean steps) {
        this.model = model;
        this.steps = steps;
    }

    /**
     * @param roles what the axes of the input are meant to be
     */
    static GraphWalk of(OnnxModel model, OnnxModel.Value input, List<Role> roles) throws ImportException {
        GraphWalk walk = new GraphWalk(model, !roles.contains(Role.TIME));
        walk.begin(input, roles);
        for (Node node : model.graph().nodes()) {
            walk.visit(node);
        }
        return walk;
    }

    /** What is known of a value, or null. */
    GraphValue value(String name) {
        return values.get(name);
    }

    long unheld() {
        return values.values().stream().filter(value -> value instanceof Unheld).count();
    }

    /** What is not supported between the input and some values, in the order of the graph. */
    List<Refusal> refusals(List<OnnxModel.Value> outputs) {
        List<String> open =
                new ArrayList<>(outputs.stream().map(OnnxModel.Value::name).toList());
        // A loop may take values that are not among its inputs.
        model.graph().nodes().stream().filter(Operators::hasGraphs).forEach(loop -> open.addAll(loop.outputs()));
        Set<String> seen = new HashSet<>(open);
        Set<Node> before = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            Node producer = producers.get(open.remove(open.size() - 1));
            if (producer != null && before.add(producer)) {
                producer.inputs().stream().filter(seen::add).forEach(open::add);
            }
        }
        return refusals.entrySet().stream()
                .filter(refusal -> before.contains(refusal.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The graph's inputs that are initial states of recurrent nodes, by name. */
    static Set<String> initialStates(Graph graph) {
        Map<String, Node> producers = new HashMap<>();
        graph.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        List<String> open = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (Operators.isRecurrent(node)) {
                open.add(node.input(INITIAL_H));
                open.add(node.operator().equals("LSTM") ? node.input(INITIAL_H + 1) : "");
            }
        }
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Node producer = producers.get(open.remove(open.size() - 1));
            // Zeros whose shape depends on the input's are no state of the caller's, and the state of another layer is
            // none either.
            if (producer != null && !producer.operator().equals("Shape") && !Operators.isRecurrent(producer)) {
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
            left += (long) MOST_COPIES * tensor.floats().length;
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
        fed.add(input.name());
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
        boolean loop = Operators.hasGraphs(node);
        if (loop || !node.operator().equals("Shape") && node.inputs().stream().anyMatch(fed::contains)) {
            fed.addAll(node.outputs());
        }
        Operands operands = new Operands(node, inputs, model.opset(), steps);
        List<GraphValue> outputs;
        try {
            List<Unheld> unheld = loop
                    ? List.of()
                    : inputs.stream()
                            .filter(Unheld.class::isInstance)
                            .map(Unheld.class::cast)
                            .toList();
            unheld.forEach(input -> note(input.refusal(), node));
            if (unheld.isEmpty()) {
                outputs = Operators.apply(operands);
                count(inputs, outputs.get(0));
            } else {
                outputs = List.of(unheld.get(0));
                Operators.requireKnown(operands);
            }
        } catch (CannotHoldException e) {
            outputs = refused(node, e.getMessage());
        } catch (IllegalArgumentException e) {
            outputs = refused(node, "its weights: " + e.getMessage());
        }
        give(node, outputs);
    }

    private List<GraphValue> refused(Node node, String reason) {
        Refusal refusal = new Refusal(node.label(), reason);
        note(refusal, node);
        return List.of(new Unheld(refusal));
    }

    private void note(Refusal refusal, Node node) {
        if (node.outputs().stream().anyMatch(fed::contains)) {
            refusals.putIfAbsent(refusal, node);
        }
    }

    /** Counts what a node made of constants. */
    private void count(List<GraphValue> inputs, GraphValue made) throws ImportException {
        if (made instanceof Floats constant && inputs.isEmpty()) {
            left += (long) MOST_COPIES * constant.values().length;
        } else if (made instanceof Floats floats) {
            boolean same = inputs.stream()
                    .anyMatch(input -> input instanceof Floats given && given.values() == floats.values());
            left -= same ? 0 : floats.values().length;
        } else if (made instanceof Flowing flowing && flowing.signal().top() != null) {
            boolean same = inputs.stream()
                    .anyMatch(input -> input instanceof Flowing given
                            && given.signal().top() == flowing.signal().top());
            left -= same ? 0 : flowing.signal().top().parameterCount();
        }
        if (left < 0) {
            throw new ImportException(
                    "graph: expected nodes that use each constant about once, but they make more than " + MOST_COPIES
                            + " times as many values of them");
        }
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
}
