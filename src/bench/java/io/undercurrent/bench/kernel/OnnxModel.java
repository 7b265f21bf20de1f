package io.undercurrent.bench.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A recurrent layer in the format of ONNX, as a graph of one node: X and the initial states in, the final states out. Field numbers
 * are those of {@code onnx.proto}; gates stand in the order of the operators' definitions, transposed, as (units × features).
 */
final class OnnxModel {

    static final String INPUT = "X";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 14;
    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;

    private OnnxModel() {}

    /** Names of the states, such as {@code h}; {@code initial_h} goes in and {@code final_h} comes out. */
    static List<String> states(LayerWeights layer) {
        return layer.states() == 1 ? List.of("h") : List.of("h", "c");
    }

    static byte[] of(LayerWeights layer) {
        Protobuf graph = new Protobuf()
                .message(1, node(layer))
                .text(2, "step")
                .message(5, tensor("W", layer.onnxKernel(), 1, layer.width(), layer.features()))
                .message(5, tensor("R", layer.onnxRecurrentKernel(), 1, layer.width(), layer.units()))
                .message(5, tensor("B", layer.onnxBias(), 1, 2L * layer.width()))
                .message(11, value(INPUT, 1, layer.features()));
        for (String state : states(layer)) {
            graph.message(11, value("initial_" + state, 1, layer.units()))
                    .message(12, value("final_" + state, 1, layer.units()));
        }
        return new Protobuf()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private static Protobuf node(LayerWeights layer) {
        Protobuf node = new Protobuf();
        // The empty name leaves out sequence_lens, and Y, all hidden states, of which there is but one.
        for (String input : List.of(INPUT, "W", "R", "B", "")) {
            node.text(1, input);
        }
        states(layer).forEach(state -> node.text(1, "initial_" + state));
        node.text(2, "");
        states(layer).forEach(state -> node.text(2, "final_" + state));
        node.text(4, layer.onnxOperator()).message(5, attribute("hidden_size", layer.units()));
        if (layer.onnxOperator().equals("GRU")) {
            node.message(5, attribute("linear_before_reset", 1));
        }
        return node;
    }

    private static Protobuf attribute(String name, int value) {
        return new Protobuf().text(1, name).number(3, value).number(20, INT_ATTRIBUTE);
    }

    private static Protobuf tensor(String name, float[] values, long... shape) {
        Protobuf tensor = new Protobuf();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    /** A value of shape (leading, rows, last), with any number of rows. */
    private static Protobuf value(String name, int leading, int last) {
        Protobuf shape = new Protobuf()
                .message(1, new Protobuf().number(1, leading))
                .message(1, new Protobuf().text(2, "rows"))
                .message(1, new Protobuf().number(1, last));
        Protobuf type = new Protobuf().number(1, FLOAT).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, type));
    }
}
