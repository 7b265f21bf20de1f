package io.undercurrent.exchange.onnx.file;

import com.google.protobuf.CodedOutputStream;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.Graph;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.exchange.onnx.file.OnnxModel.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes models as messages of {@code onnx.proto}. */
public final class OnnxWriter {

    /** The version of the format that came with the operators of opset 17. */
    private static final int IR_VERSION = 8;

    /** The types of attributes. */
    private static final int FLOAT = 1;

    private static final int INT = 2;

    private static final int TENSOR = 4;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    private OnnxWriter() {}

    public static byte[] write(OnnxModel model) {
        return bytes(out -> {
            out.writeInt64(1, IR_VERSION);
            out.writeString(2, model.producer());
            out.writeByteArray(7, graph(model.graph()));
            out.writeByteArray(8, bytes(opset -> {
                opset.writeString(1, "");
                opset.writeInt64(2, model.opset());
            }));
        });
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] graph(Graph graph) {
        return bytes(out -> {
            for (Node node : graph.nodes()) {
                out.writeByteArray(1, node(node));
            }
            out.writeString(2, graph.name());
            for (Map.Entry<String, TensorValue> constant : graph.initializers().entrySet()) {
                out.writeByteArray(5, tensor(constant.getKey(), constant.getValue()));
            }
            for (Value input : graph.inputs()) {
                out.writeByteArray(11, value(input));
            }
            for (Value output : graph.outputs()) {
                out.writeByteArray(12, value(output));
            }
        });
    }

    private static byte[] node(Node node) {
        return bytes(out -> {
            for (String input : node.inputs()) {
                out.writeString(1, input);
            }
            for (String output : node.outputs()) {
                out.writeString(2, output);
            }
            out.writeString(3, node.name());
            out.writeString(4, node.operator());
            for (Map.Entry<String, Attribute> attribute : node.attributes().entrySet()) {
                out.writeByteArray(5, attribute(attribute.getKey(), attribute.getValue()));
            }
        });
    }

    private static byte[] attribute(String name, Attribute attribute) {
        return bytes(out -> {
            out.writeString(1, name);
            if (attribute.tensor() != null) {
                out.writeByteArray(5, tensor("", attribute.tensor()));
                out.writeInt32(20, TENSOR);
            } else if (!attribute.numbers().isEmpty()) {
                for (float number : attribute.numbers()) {
                    out.writeFloat(7, number);
                }
                out.writeInt32(20, FLOATS);
            } else if (!attribute.integers().isEmpty()) {
                for (long integer : attribute.integers()) {
                    out.writeInt64(8, integer);
                }
                out.writeInt32(20, INTS);
            } else if (!attribute.texts().isEmpty()) {
                for (String text : attribute.texts()) {
                    out.writeString(9, text);
                }
                out.writeInt32(20, STRINGS);
            } else if (attribute.number() != 0) {
                out.writeFloat(2, attribute.number());
                out.writeInt32(20, FLOAT);
            } else {
                out.writeInt64(3, attribute.integer());
                out.writeInt32(20, INT);
            }
        });
    }

    private static byte[] tensor(String name, TensorValue tensor) {
        int size = tensor.isFloat() ? tensor.floats().length * Float.BYTES : tensor.integers().length * Long.BYTES;
        ByteBuffer raw = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.isFloat()) {
            raw.asFloatBuffer().put(tensor.floats());
        } else {
            raw.asLongBuffer().put(tensor.integers());
        }
        return bytes(out -> {
            for (long length : tensor.shape()) {
                out.writeInt64(1, length);
            }
            out.writeInt32(2, tensor.type());
            out.writeString(8, name);
            out.writeByteArray(9, raw.array());
        });
    }

    private static byte[] value(Value value) {
        byte[] shape = bytes(out -> {
            for (Axis axis : value.shape()) {
                out.writeByteArray(1, bytes(part -> {
                    if (axis.length() == OnnxModel.OPEN) {
                        part.writeString(2, axis.name());
                    } else {
                        part.writeInt64(1, axis.length());
                    }
                }));
            }
        });
        byte[] tensor = bytes(out -> {
            out.writeInt32(1, value.type());
            out.writeByteArray(2, shape);
        });
        return bytes(out -> {
            out.writeString(1, value.name());
            out.writeByteArray(2, bytes(type -> type.writeByteArray(1, tensor)));
        });
    }
}
