package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxWriter;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;

/** Makes a graph of a network. */
public final class OnnxExport {

    private static final String PRODUCER = "undercurrent";

    /** Old enough for most runtimes, and with today's forms of all operators used. */
    private static final int OPSET = 17;

    private OnnxExport() {}

    /** What the graph computes. */
    public enum Form {
        /** One timestep: x (batch, features) and the states go in, y and the states after it come out. */
        STEP,
        /** A whole window from h₀ = 0: x (batch, timesteps, features) goes in, y comes out. */
        WINDOW
    }

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException if ONNX has no such layer, or the network cannot be run in this form
     */
    public static byte[] of(Network network, Form form) {
        GraphBuilder graph = new GraphBuilder();
        Shape input = network.inputShape();
        Axis features = Axis.of(input.features());
        boolean step = form == Form.STEP;
        boolean sequences = input.sequence() && !step;
        String x = sequences
                ? graph.input("x", NetworkGraph.BATCH, timesteps(input), features)
                : graph.input("x", NetworkGraph.BATCH, features);
        String below = sequences ? graph.transposed("x_time_first", x, 1L, 0L, 2L) : x;
        String value = new NetworkGraph(graph, "", step).add(network, below);
        Axis units = Axis.of(network.outputShape().features());
        if (network.outputShape().sequence() && sequences) {
            graph.output(
                    "y",
                    graph.transposed("y_batch_first", value, 1L, 0L, 2L),
                    NetworkGraph.BATCH,
                    timesteps(input),
                    units);
        } else {
            graph.output("y", value, NetworkGraph.BATCH, units);
        }
        return write(graph.build("network"));
    }

    static byte[] write(OnnxModel.Graph graph) {
        return OnnxWriter.write(new OnnxModel(PRODUCER, OPSET, graph));
    }

    private static Axis timesteps(Shape shape) {
        return shape.timesteps().isPresent() ? Axis.of(shape.timesteps().getAsInt()) : NetworkGraph.TIMESTEPS;
    }
}
