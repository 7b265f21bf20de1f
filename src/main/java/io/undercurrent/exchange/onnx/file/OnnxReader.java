package io.undercurrent.exchange.onnx.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.Graph;
import io.undercurrent.exchange.onnx.file.OnnxModel.Node;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.exchange.onnx.file.OnnxModel.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the messages of {@code onnx.proto}, field by field: so each list is bounded while it grows, where generated code would
 * make objects of whatever a file repeats.
 */
public final class OnnxReader {

    /** The oldest version of the operators of which RNN, GRU and LSTM have today's meaning. */
    private static final int OLDEST_OPSET = 7;

    /** The newest version whose definitions were looked at. */
    private static final int NEWEST_OPSET = 28;

    /** Names, attributes and their elements in one model. */
    private static final int MOST_PARTS = 1_000_000;

    private final CodedInputStream input;
    private final TensorReader tensors;
    private int parts;

    private OnnxReader(byte[] file, Path folder) {
        this.input = CodedInputStream.newInstance(file);
        this.tensors = new TensorReader(input, folder);
    }

    /**
     * @param folder where files with the data of large tensors may lie
     * @throws ImportException if the bytes are not a model, or one of another version
     */
    public static OnnxModel read(byte[] file, Path folder) throws IOException {
        try {
            return new OnnxReader(file, folder).model();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new ImportException("expected a model in the format of ONNX: " + e.getMessage(), e);
        }
    }

    /** One tensor in a file of its own, as the tests of ONNX have them. */
    public static TensorValue readTensor(byte[] file) throws IOException {
        return new TensorReader(CodedInputStream.newInstance(file), Path.of(""))
                .read()
                .value();
    }

    /** Reads one field, after its tag. */
    interface FieldReader {
        void read(int field, int tag) throws IOException;
    }

    /** Reads the fields of a message to its end. */
    static void readFields(CodedInputStream input, FieldReader fields) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            fields.read(WireFormat.getTagFieldNumber(tag), tag);
        }
    }

    /** Reads the fields of a message inside of another one. */
    static void readMessage(CodedInputStream input, FieldReader fields) throws IOException {
        int outer = input.pushLimit(input.readRawVarint32());
        readFields(input, fields);
        if (input.getBytesUntilLimit() != 0) {
            throw new ImportException("expected a model in the format of ONNX, but a message has no end");
        }
        input.popLimit(outer);
    }

    private OnnxModel model() throws IOException {
        String[] producer = {"", ""};
        Map<String, Long> opsets = new LinkedHashMap<>();
        Graph[] graph = new Graph[1];
        readFields(input, (field, tag) -> {
            switch (field) {
                case 2 -> producer[0] = text();
                case 3 -> producer[1] = text();
                case 7 -> graph[0] = graph();
                case 8 -> opset(opsets);
                default -> input.skipField(tag);
            }
        });
        if (graph[0] == null) {
            throw new ImportException("expected a model in the format of ONNX, but there is no graph in it");
        }
        Long opset = opsets.getOrDefault("", opsets.get("ai.onnx"));
        if (opset == null || opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
            throw new ImportException("opset: expected version " + OLDEST_OPSET + " to " + NEWEST_OPSET
                    + " of the operators of ONNX, but got " + (opset == null ? "none" : opset));
        }
        return new OnnxModel((producer[0] + " " + producer[1]).strip(), opset, graph[0]);
    }

    private void opset(Map<String, Long> opsets) throws IOException {
        String[] domain = {""};
        long[] version = {0};
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> domain[0] = text();
                case 2 -> version[0] = input.readInt64();
                default -> input.skipField(tag);
            }
        });
        opsets.put(domain[0], version[0]);
    }

    private Graph graph() throws IOException {
        String[] name = {""};
        List<Node> nodes = new ArrayList<>();
        Map<String, TensorValue> initializers = new LinkedHashMap<>();
        List<Value> inputs = new ArrayList<>();
        List<Value> outputs = new ArrayList<>();
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> nodes.add(node());
                case 2 -> name[0] = text();
                case 5 -> {
                    count(1);
                    TensorReader.Named tensor = tensors.readMessage();
                    initializers.put(tensor.name(), tensor.value());
                }
                case 11 -> inputs.add(value());
                case 12 -> outputs.add(value());
                case 15 ->
                    throw new ImportException("sparse_initializer: expected dense constants, but got a sparse one");
                default -> input.skipField(tag);
            }
            if (nodes.size() > Limits.MOST_LAYERS) {
                throw new ImportException("graph: expected at most " + Limits.MOST_LAYERS + " nodes, but got more");
            }
        });
        return new Graph(name[0], nodes, initializers, inputs, outputs);
    }

    private Node node() throws IOException {
        String[] texts = {"", "", ""};
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> inputs.add(text());
                case 2 -> outputs.add(text());
                case 3 -> texts[0] = text();
                case 4 -> texts[1] = text();
                case 7 -> texts[2] = text();
                case 5 -> attribute(attributes);
                default -> input.skipField(tag);
            }
        });
        String domain = texts[2].equals("ai.onnx") ? "" : texts[2];
        return new Node(texts[0], texts[1], domain, inputs, outputs, attributes);
    }

    private void attribute(Map<String, Attribute> attributes) throws IOException {
        String[] texts = {"", ""};
        float[] number = new float[1];
        long[] integer = new long[1];
        TensorValue[] tensor = new TensorValue[1];
        List<Float> numbers = new ArrayList<>();
        List<Long> integers = new ArrayList<>();
        List<String> strings = new ArrayList<>();
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> texts[0] = text();
                case 2 -> number[0] = input.readFloat();
                case 3 -> integer[0] = input.readInt64();
                case 4 -> texts[1] = text();
                case 5 -> tensor[0] = tensors.readMessage().value();
                case 7 -> repeated(tag, WireFormat.WIRETYPE_FIXED32, () -> numbers.add(input.readFloat()));
                case 8 -> repeated(tag, WireFormat.WIRETYPE_VARINT, () -> integers.add(input.readInt64()));
                case 9 -> strings.add(text());
                default -> input.skipField(tag);
            }
        });
        attributes.put(texts[0], new Attribute(number[0], integer[0], texts[1], tensor[0], numbers, integers, strings));
    }

    private Value value() throws IOException {
        String[] name = {""};
        int[] type = new int[1];
        List<Axis> shape = new ArrayList<>();
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> name[0] = text();
                case 2 -> type[0] = type(shape);
                default -> input.skipField(tag);
            }
        });
        return new Value(name[0], type[0], shape);
    }

    /** The type of a value: of those that there are, tensors alone have a shape. */
    private int type(List<Axis> shape) throws IOException {
        int[] element = new int[1];
        readMessage(input, (kind, kindTag) -> {
            if (kind != 1) {
                input.skipField(kindTag);
                return;
            }
            readMessage(input, (field, tag) -> {
                switch (field) {
                    case 1 -> element[0] = input.readInt32();
                    case 2 ->
                        readMessage(input, (part, partTag) -> {
                            if (part == 1) {
                                shape.add(axis());
                            } else {
                                input.skipField(partTag);
                            }
                        });
                    default -> input.skipField(tag);
                }
            });
        });
        return element[0];
    }

    private Axis axis() throws IOException {
        count(1);
        long[] length = {OnnxModel.OPEN};
        String[] name = {""};
        readMessage(input, (field, tag) -> {
            switch (field) {
                case 1 -> length[0] = input.readInt64();
                case 2 -> name[0] = text();
                default -> input.skipField(tag);
            }
        });
        // Some exporters write 0 or a negative number for a length that they do not know.
        return new Axis(length[0] < 1 ? OnnxModel.OPEN : length[0], name[0]);
    }

    /** Reads one element of a list. */
    interface ElementReader {
        void read() throws IOException;
    }

    private void repeated(int tag, int wireType, ElementReader element) throws IOException {
        if (WireFormat.getTagWireType(tag) == wireType) {
            count(1);
            element.read();
            return;
        }
        int outer = input.pushLimit(input.readRawVarint32());
        while (input.getBytesUntilLimit() > 0) {
            count(1);
            element.read();
        }
        input.popLimit(outer);
    }

    private String text() throws IOException {
        count(1);
        return input.readStringRequireUtf8();
    }

    private void count(int more) throws ImportException {
        parts += more;
        if (parts > MOST_PARTS) {
            throw new ImportException("model: expected at most " + MOST_PARTS + " names and attributes, but got more");
        }
    }
}
