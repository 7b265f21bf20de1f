package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds the nodes of a network's layers to a graph. */
final class NetworkGraph {

    static final Axis BATCH = Axis.open("batch");
    static final Axis TIMESTEPS = Axis.open("timesteps");

    private final GraphBuilder graph;
    private final String prefix;
    /** Whether the graph computes one timestep, with the states as inputs and outputs. */
    private final boolean step;

    /**
     * @param prefix before the names of all values
     */
    NetworkGraph(GraphBuilder graph, String prefix, boolean step) {
        this.graph = graph;
        this.prefix = prefix;
        this.step = step;
    }

    /**
     * Adds all layers.
     *
     * @param x (batch, features), or (timesteps, batch, features) for a window
     * @return likewise
     */
    String add(Network network, String x) {
        String value = x;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            String name = prefix + layer.kind() + "_" + (i + 1);
            if (layer instanceof RecurrentLayer recurrent) {
                value = step ? step(name, recurrent, value) : window(name, recurrent, value);
            } else if (layer instanceof Dense dense) {
                value = dense(name, dense, value);
            } else if (layer instanceof Scaling scaling) {
                value = scaling(name, scaling, value);
            } else if (layer instanceof ActivationLayer activation) {
                value = activation(name, activation.activation(), value);
            } else {
                value = flatten(name, (Flatten) layer, value);
            }
        }
        return value;
    }

    private String dense(String name, Dense dense, String x) {
        String kernel = graph.constant(
                name + "_kernel", TensorValue.of(dense.kernel().values(), dense.features(), dense.units()));
        String bias = graph.constant(name + "_bias", TensorValue.of(dense.bias().values(), dense.units()));
        String sum = graph.node(name + "_sum", "Add", graph.node(name + "_product", "MatMul", x, kernel), bias);
        return activation(name, dense.activation(), sum);
    }

    private String scaling(String name, Scaling scaling, String x) {
        String centred = graph.node(
                name + "_centred",
                "Sub",
                x,
                vector(name + "_mean", scaling.mean().values()));
        String scaled = graph.node(
                name + "_scaled",
                "Mul",
                centred,
                vector(name + "_scale", scaling.scale().values()));
        return graph.node(
                name, "Add", scaled, vector(name + "_offset", scaling.offset().values()));
    }

    private String vector(String name, float[] values) {
        return graph.constant(name, TensorValue.of(values, values.length));
    }

    String activation(String name, Activation activation, String x) {
        return switch (activation) {
            case LINEAR -> x;
            case SOFTMAX -> graph.node(name, "Softmax", Map.of("axis", Attribute.of(-1)), x);
            case HARD_SIGMOID, HARD_SIGMOID_OF_KERAS_2 ->
                graph.node(name, "HardSigmoid", Map.of("alpha", Attribute.ofNumber(slope(activation))), x);
            case TANH, SIGMOID, RELU -> graph.node(name, operator(activation), x);
        };
    }

    private static float slope(Activation activation) {
        return activation == Activation.HARD_SIGMOID ? 1 / 6f : 0.2f;
    }

    /** What ONNX calls an activation. */
    private static String operator(Activation activation) {
        return switch (activation) {
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
            case RELU -> "Relu";
            case HARD_SIGMOID, HARD_SIGMOID_OF_KERAS_2 -> "HardSigmoid";
            case LINEAR, SOFTMAX ->
                throw new IllegalArgumentException(
                        "activation: expected one that ONNX has inside of recurrent layers, but got "
                                + activation.id());
        };
    }

    private String flatten(String name, Flatten flatten, String x) {
        if (step) {
            throw new IllegalArgumentException(
                    "form: expected window, but got step, for a network that lays its window flat");
        }
        String batchFirst = graph.transposed(name + "_batch_first", x, 1L, 0L, 2L);
        String shape = graph.constant(name + "_shape", TensorValue.of(-1L, flatten.units()));
        return graph.node(name, "Reshape", batchFirst, shape);
    }

    private String window(String name, RecurrentLayer layer, String x) {
        String all = layer.returnSequences() ? name + "_all" : "";
        String last = layer.returnSequences() ? "" : name + "_last";
        node(name, layer, x, List.of(), List.of(all, last));
        return layer.returnSequences() ? graph.squeezed(name, all, 1) : graph.squeezed(name, last, 0);
    }

    /** One timestep: states h, and c of an LSTM, go in and out under names of their own. */
    private String step(String name, RecurrentLayer layer, String x) {
        List<String> initial = new ArrayList<>();
        List<String> last = new ArrayList<>(List.of(""));
        List<String> states = layer instanceof Lstm ? List.of("_h", "_c") : List.of("_h");
        for (String state : states) {
            String input = graph.input(name + state, BATCH, Axis.of(layer.units()));
            initial.add(graph.unsqueezed(name + state + "_before", input, 0));
            last.add(name + state + "_last");
        }
        node(name, layer, graph.unsqueezed(name + "_x", x, 0), initial, last);
        for (String state : states) {
            String after = graph.squeezed(name + state + "_after", name + state + "_last", 0);
            graph.output(name + state + "_next", after, BATCH, Axis.of(layer.units()));
        }
        return name + "_h_after";
    }

    private void node(String name, RecurrentLayer layer, String x, List<String> initial, List<String> outputs) {
        String operator = layer instanceof SimpleRnn ? "RNN" : layer instanceof Lstm ? "LSTM" : "GRU";
        GateBlocks blocks = GateBlocks.of(operator);
        int units = layer.units();
        long width = (long) blocks.count() * units;
        float[] biases = new float[(int) (2 * width)];
        System.arraycopy(blocks.toOnnx(layer.bias().values(), units, 1), 0, biases, 0, (int) width);
        layer.secondBias()
                .ifPresent(second -> System.arraycopy(
                        blocks.toOnnx(second.values(), units, 1), 0, biases, (int) width, (int) width));
        List<String> inputs = new ArrayList<>(List.of(
                x,
                graph.constant(
                        name + "_w",
                        TensorValue.of(
                                blocks.toOnnx(layer.kernel().values(), units, layer.features()),
                                1,
                                width,
                                layer.features())),
                graph.constant(
                        name + "_r",
                        TensorValue.of(blocks.toOnnx(layer.recurrentKernel().values(), units, units), 1, width, units)),
                graph.constant(name + "_b", TensorValue.of(biases, 1, 2 * width))));
        if (!initial.isEmpty()) {
            inputs.add("");
            inputs.addAll(initial);
        }
        graph.nodes(name + "_node", operator, attributes(layer), inputs, outputs);
    }

    private static Map<String, Attribute> attributes(RecurrentLayer layer) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("hidden_size", Attribute.of(layer.units()));
        List<Activation> functions;
        if (layer instanceof SimpleRnn simple) {
            functions = List.of(simple.activation());
        } else if (layer instanceof Gru gru) {
            attributes.put("linear_before_reset", Attribute.of(1));
            functions = functions(gru.functions(), 2);
        } else if (layer instanceof ResetBeforeGru gru) {
            functions = functions(gru.functions(), 2);
        } else {
            functions = functions(((Lstm) layer).functions(), 3);
        }
        attributes.put(
                "activations",
                Attribute.ofTexts(functions.stream().map(NetworkGraph::operator).toList()));
        List<Float> slopes = functions.stream()
                .filter(function -> operator(function).equals("HardSigmoid"))
                .map(NetworkGraph::slope)
                .toList();
        if (!slopes.isEmpty()) {
            attributes.put("activation_alpha", Attribute.ofNumbers(slopes));
            attributes.put(
                    "activation_beta",
                    Attribute.ofNumbers(slopes.stream().map(slope -> 0.5f).toList()));
        }
        return attributes;
    }

    private static List<Activation> functions(GateFunctions functions, int count) {
        List<Activation> all = new ArrayList<>(List.of(functions.gate()));
        while (all.size() < count) {
            all.add(functions.candidate());
        }
        return all;
    }
}
