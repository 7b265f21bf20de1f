package io.undercurrent.exchange.onnx.file;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A graph with what says how to understand it.
 *
 * @param producer the software that wrote it, such as {@code pytorch 2.1.0}; may be empty
 * @param opset version of the operators of ONNX itself
 */
public record OnnxModel(String producer, long opset, Graph graph) {

    /** Elements of tensors that are understood. */
    public static final int FLOAT = 1;

    public static final int INT32 = 6;
    public static final int INT64 = 7;

    /**
     * Nodes in an order in which each comes after those that it takes values from.
     *
     * @param initializers constant values by name
     * @param inputs may name initializers too, which then are defaults
     */
    public record Graph(
            String name,
            List<Node> nodes,
            Map<String, TensorValue> initializers,
            List<Value> inputs,
            List<Value> outputs) {}

    /**
     * @param domain empty for the operators of ONNX itself
     * @param inputs names of values; empty where an optional one is left out
     */
    public record Node(
            String name,
            String operator,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {

        /** The name of an input, or empty where there is none. */
        public String input(int index) {
            return index < inputs.size() ? inputs.get(index) : "";
        }

        /** The name of an output, or empty where there is none. */
        public String output(int index) {
            return index < outputs.size() ? outputs.get(index) : "";
        }

        /** As errors name it, such as {@code node 'lstm/LSTM' (LSTM)}. */
        public String label() {
            String called = name.isEmpty() ? String.join(", ", outputs) : name;
            return "node '" + called + "' (" + (domain.isEmpty() ? "" : domain + ".") + operator + ")";
        }
    }

    /** Of these parts one is meant, which one the operator knows. */
    public record Attribute(
            float number,
            long integer,
            String text,
            TensorValue tensor,
            List<Float> numbers,
            List<Long> integers,
            List<String> texts) {

        public static Attribute ofNumber(float number) {
            return new Attribute(number, 0, "", null, List.of(), List.of(), List.of());
        }

        public static Attribute of(long integer) {
            return new Attribute(0, integer, "", null, List.of(), List.of(), List.of());
        }

        public static Attribute ofNumbers(List<Float> numbers) {
            return new Attribute(0, 0, "", null, numbers, List.of(), List.of());
        }

        public static Attribute ofIntegers(List<Long> integers) {
            return new Attribute(0, 0, "", null, List.of(), integers, List.of());
        }

        public static Attribute ofTexts(List<String> texts) {
            return new Attribute(0, 0, "", null, List.of(), List.of(), texts);
        }
    }

    /**
     * A constant, row-major.
     *
     * @param type of the elements
     * @param floats the values if {@code type} is {@link #FLOAT}, otherwise empty
     * @param integers the values if {@code type} is {@link #INT32} or {@link #INT64}, otherwise empty
     */
    public record TensorValue(long[] shape, int type, float[] floats, long[] integers) {

        public TensorValue {
            Objects.requireNonNull(shape, "shape");
            Objects.requireNonNull(floats, "floats");
            Objects.requireNonNull(integers, "integers");
        }

        public static TensorValue of(float[] values, long... shape) {
            return new TensorValue(shape, FLOAT, values, new long[0]);
        }

        public static TensorValue of(long... values) {
            return new TensorValue(new long[] {values.length}, INT64, new float[0], values);
        }

        public boolean isFloat() {
            return type == FLOAT;
        }

        public boolean isInteger() {
            return type == INT32 || type == INT64;
        }
    }

    /**
     * What goes into a graph or comes out.
     *
     * @param type of the elements
     * @param shape {@link #OPEN} for an axis of any length
     */
    public record Value(String name, int type, List<Axis> shape) {}

    /**
     * @param length {@link #OPEN} if any
     * @param name of a length that is open; may be empty
     */
    public record Axis(long length, String name) {

        public static Axis of(long length) {
            return new Axis(length, "");
        }

        public static Axis open(String name) {
            return new Axis(OPEN, name);
        }
    }

    public static final long OPEN = -1;
}
