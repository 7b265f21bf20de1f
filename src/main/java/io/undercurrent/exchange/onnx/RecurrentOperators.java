package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.onnx.GraphValue.FinalState;
import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.InitialState;
import io.undercurrent.exchange.onnx.GraphValue.Integers;
import io.undercurrent.exchange.onnx.GraphValue.Zeros;
import io.undercurrent.exchange.onnx.Signal.Axis;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The operators RNN, GRU and LSTM. */
final class RecurrentOperators {

    private static final int X = 0;
    private static final int W = 1;
    private static final int R = 2;
    private static final int B = 3;
    private static final int SEQUENCE_LENGTHS = 4;
    private static final int INITIAL_H = 5;
    private static final int INITIAL_C = 6;
    private static final int PEEPHOLES = 7;

    /** Slopes that HardSigmoid has as a rule in ONNX, as in Keras 2, and in PyTorch, as in Keras 3. */
    private static final float FIFTH = 0.2f;

    private static final float SIXTH = 1 / 6f;

    private RecurrentOperators() {}

    /** All hidden states Y, the last one Y_h and the last cell state Y_c. */
    static List<GraphValue> apply(Operands operands) throws CannotHoldException {
        String operator = operands.node().operator();
        requireInputs(operands);
        List<Activation> activations = activations(operands);
        GateBlocks blocks = GateBlocks.of(operator);
        RecurrentLayer layer = switch (operator) {
            case "RNN" -> simpleRnn(operands, blocks, activations.get(0));
            case "GRU" -> gru(operands, blocks, activations);
            default -> lstm(operands, blocks, activations);
        };
        long hidden = operands.integer("hidden_size", layer.units());
        if (hidden != layer.units()) {
            throw new CannotHoldException(
                    "expected weights of hidden_size " + hidden + ", but got some of " + layer.units());
        }
        return outputs(operands, layer);
    }

    /** Refuses what a node asks for by its attributes and a layer here does not do. */
    static void requireForm(Operands operands) throws CannotHoldException {
        String direction = operands.text("direction", "forward").toLowerCase(Locale.ROOT);
        if (direction.equals("bidirectional")) {
            throw new CannotHoldException("reads the sequence in both directions, and a stream has but one");
        } else if (!direction.equals("forward")) {
            throw new CannotHoldException(
                    "reads the sequence from its end (direction " + direction + "), which a stream has not reached");
        }
        if (operands.node().attributes().containsKey("clip")) {
            throw new CannotHoldException(
                    "clips what enters the gates (clip " + operands.number("clip", 0) + "), which layers here do not");
        }
        if (operands.integer("input_forget", 0) != 0) {
            throw new CannotHoldException("couples input and forget gate (input_forget), which are two here");
        }
        activations(operands);
    }

    /** Refuses inputs that a layer here does not have. */
    private static void requireInputs(Operands operands) throws CannotHoldException {
        if (operands.has(PEEPHOLES) && !(operands.input(PEEPHOLES) instanceof Floats floats && floats.isZero())) {
            throw new CannotHoldException("has peepholes (P): gates that see the cell state, which those here do not");
        }
        requireState("initial_h", operands.input(INITIAL_H));
        requireState("initial_c", operands.input(INITIAL_C));
        requireWholeSequences(operands);
    }

    private static void requireState(String name, GraphValue value) throws CannotHoldException {
        boolean held = value == null
                || value instanceof InitialState
                || value instanceof Zeros
                || value instanceof Floats floats && floats.isZero();
        if (!held) {
            throw new CannotHoldException(name + ": expected zeros or an input of the graph, but got "
                    + (value instanceof Floats ? "constants other than zero" : "a value of another layer"));
        }
    }

    private static void requireWholeSequences(Operands operands) throws CannotHoldException {
        if (!operands.has(SEQUENCE_LENGTHS)) {
            return;
        }
        Axis time =
                operands.input(X) instanceof Flowing flowing ? flowing.signal().axis(Role.TIME) : null;
        if (time == null || !(operands.input(SEQUENCE_LENGTHS) instanceof Integers lengths)) {
            throw new CannotHoldException("has a length for each sequence (sequence_lens), and here all go to the end");
        }
        for (long length : lengths.values()) {
            if (length != time.length()) {
                throw new CannotHoldException("has sequences of several lengths (sequence_lens "
                        + GraphOperators.asList(lengths.values()) + "), and here all go to the end");
            }
        }
    }

    private static RecurrentLayer simpleRnn(Operands operands, GateBlocks blocks, Activation activation)
            throws CannotHoldException {
        Parts parts = Parts.of(operands, blocks);
        return new SimpleRnn(
                parts.kernel(),
                parts.recurrentKernel(),
                new Weight(Weight.BIAS, 1, parts.columns(), GateBlocks.sum(parts.bias(), parts.recurrentBias())),
                activation,
                true);
    }

    private static RecurrentLayer gru(Operands operands, GateBlocks blocks, List<Activation> activations)
            throws CannotHoldException {
        Parts parts = Parts.of(operands, blocks);
        if (operands.integer("linear_before_reset", 0) == 0) {
            return new ResetBeforeGru(
                    parts.kernel(),
                    parts.recurrentKernel(),
                    new Weight(Weight.BIAS, 1, parts.columns(), GateBlocks.sum(parts.bias(), parts.recurrentBias())),
                    functions(activations),
                    true);
        }
        return new Gru(
                parts.kernel(),
                parts.recurrentKernel(),
                new Weight(Weight.BIAS, 1, parts.columns(), parts.bias()),
                new Weight(Weight.RECURRENT_BIAS, 1, parts.columns(), parts.recurrentBias()),
                functions(activations),
                true);
    }

    private static RecurrentLayer lstm(Operands operands, GateBlocks blocks, List<Activation> activations)
            throws CannotHoldException {
        Parts parts = Parts.of(operands, blocks);
        if (activations.get(1) != activations.get(2)) {
            throw new CannotHoldException(
                    "shows the cell state through " + activations.get(2).id() + " and proposes with "
                            + activations.get(1).id() + ", which are one function here");
        }
        return new Lstm(
                parts.kernel(),
                parts.recurrentKernel(),
                new Weight(Weight.BIAS, 1, parts.columns(), GateBlocks.sum(parts.bias(), parts.recurrentBias())),
                functions(activations),
                true);
    }

    private static GateFunctions functions(List<Activation> activations) {
        return new GateFunctions(activations.get(0), activations.get(1));
    }

    /** Weights in our shape and order. */
    private record Parts(Weight kernel, Weight recurrentKernel, float[] bias, float[] recurrentBias) {

        int columns() {
            return kernel.columns();
        }

        static Parts of(Operands operands, GateBlocks blocks) throws CannotHoldException {
            long[] w = shape(operands, W, "W", 3);
            long[] r = shape(operands, R, "R", 3);
            long units = r[2];
            long width = blocks.count() * units;
            if (w[0] != 1 || r[0] != 1 || w[1] != width || r[1] != width || units < 1 || w[2] < 1) {
                throw new CannotHoldException("expected W of (1, " + width + ", features) and R of (1, " + width + ", "
                        + units + "), but got " + GraphOperators.asList(w) + " and " + GraphOperators.asList(r));
            }
            float[] biases = new float[(int) (2 * width)];
            if (operands.has(B)) {
                long[] b = shape(operands, B, "B", 2);
                if (b[0] != 1 || b[1] != 2 * width) {
                    throw new CannotHoldException(
                            "expected B of (1, " + 2 * width + "), but got " + GraphOperators.asList(b));
                }
                biases = operands.floats(B).values();
            }
            float[] bias = Arrays.copyOf(biases, (int) width);
            float[] recurrentBias = Arrays.copyOfRange(biases, (int) width, (int) (2 * width));
            return new Parts(
                    blocks.kernel(Weight.KERNEL, operands.floats(W).values(), (int) units, (int) w[2]),
                    blocks.kernel(Weight.RECURRENT_KERNEL, operands.floats(R).values(), (int) units, (int) units),
                    blocks.fromOnnx(bias, (int) units, 1),
                    blocks.fromOnnx(recurrentBias, (int) units, 1));
        }

        private static long[] shape(Operands operands, int index, String name, int rank) throws CannotHoldException {
            if (!(operands.input(index) instanceof Floats floats)) {
                throw new CannotHoldException(name + ": expected weights that are constants of floats");
            }
            if (floats.shape().length != rank) {
                throw new CannotHoldException(
                        name + ": expected " + rank + " axes, but got " + GraphOperators.asList(floats.shape()));
            }
            return floats.shape();
        }
    }

    /** The functions f, g and h of the operator's definition. */
    private static List<Activation> activations(Operands operands) throws CannotHoldException {
        List<String> usual = switch (operands.node().operator()) {
            case "RNN" -> List.of("Tanh");
            case "GRU" -> List.of("Sigmoid", "Tanh");
            default -> List.of("Sigmoid", "Tanh", "Tanh");
        };
        Attribute given = operands.node().attributes().get("activations");
        List<String> names = given == null || given.texts().isEmpty() ? usual : given.texts();
        if (names.size() != usual.size()) {
            throw new CannotHoldException("activations: expected " + usual.size() + ", but got " + names);
        }
        List<Float> alphas = numbers(operands, "activation_alpha");
        List<Float> betas = numbers(operands, "activation_beta");
        List<Activation> activations = new ArrayList<>();
        int scaled = 0;
        for (String name : names) {
            float alpha = scaled < alphas.size() ? alphas.get(scaled) : FIFTH;
            float beta = scaled < betas.size() ? betas.get(scaled) : 0.5f;
            activations.add(
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "tanh" -> Activation.TANH;
                        case "sigmoid" -> Activation.SIGMOID;
                        case "relu" -> Activation.RELU;
                        case "hardsigmoid" -> hardSigmoid(alpha, beta);
                        default ->
                            throw new CannotHoldException(
                                    "activations: " + name + " is none of Tanh, Sigmoid, Relu and HardSigmoid");
                    });
            scaled += name.equalsIgnoreCase("HardSigmoid") ? 1 : 0;
        }
        return activations;
    }

    /** max(0, min(1, alpha·x + beta)) in one of the two forms that are in use. */
    static Activation hardSigmoid(float alpha, float beta) throws CannotHoldException {
        if (beta == 0.5f && Math.abs(alpha - SIXTH) < 1e-6f) {
            return Activation.HARD_SIGMOID;
        } else if (beta == 0.5f && Math.abs(alpha - FIFTH) < 1e-6f) {
            return Activation.HARD_SIGMOID_OF_KERAS_2;
        }
        throw new CannotHoldException(
                "has a hard sigmoid of " + alpha + "·x + " + beta + ", and those here are x/6 + 0.5 and 0.2·x + 0.5");
    }

    private static List<Float> numbers(Operands operands, String attribute) {
        Attribute given = operands.node().attributes().get(attribute);
        return given == null ? List.of() : given.numbers();
    }

    /** Whether a graph of one timestep goes on from the states that the caller hands in: all of them, since a layer carries all. */
    private static boolean carries(Operands operands) throws CannotHoldException {
        if (!operands.steps() || !operands.has(INITIAL_H) && !operands.has(INITIAL_C)) {
            return false;
        }
        boolean hidden = operands.input(INITIAL_H) instanceof InitialState;
        boolean cell = operands.input(INITIAL_C) instanceof InitialState;
        if (!hidden || operands.node().operator().equals("LSTM") && !cell) {
            throw new CannotHoldException(
                    (hidden ? "initial_c" : "initial_h")
                            + ": expected an input of the graph, which takes one timestep: with zeros each would forget those before");
        }
        return true;
    }

    private static List<GraphValue> outputs(Operands operands, RecurrentLayer layer) throws CannotHoldException {
        Signal signal = operands.signal(X);
        boolean batchFirst = operands.integer("layout", 0) == 1;
        boolean carried = carries(operands);
        if (carried) {
            signal = signal.givingSequences();
        }
        List<Role> roles = signal.roles();
        int timeAxis = batchFirst ? 1 : 0;
        int batchAxis = 1 - timeAxis;
        boolean fits = roles.size() == 3
                && (roles.get(timeAxis) == Role.TIME || roles.get(timeAxis) == Role.ONE && carried)
                && (roles.get(batchAxis) == Role.BATCH || roles.get(batchAxis) == Role.ONE)
                && roles.get(2) == Role.FEATURES;
        if (!fits) {
            throw new CannotHoldException("expected input of (" + (batchFirst ? "batch, timesteps" : "timesteps, batch")
                    + ", features), but the axes are " + roles);
        }
        long features = signal.axes().get(2).length();
        if (features != OnnxModel.OPEN && features != layer.features()) {
            throw new CannotHoldException("expected input of " + layer.features() + " features, but got " + features);
        }
        if (layer.parameterCount() > Limits.MOST_VALUES) {
            throw new CannotHoldException("has " + layer.parameterCount() + " parameters");
        }
        Axis batch = signal.axes().get(batchAxis);
        Axis units = new Axis(Role.FEATURES, layer.units());
        Signal all = signal.stacked(
                layer,
                batchFirst
                        ? List.of(batch, signal.axes().get(1), Axis.ONE, units)
                        : List.of(signal.axes().get(0), Axis.ONE, batch, units));
        Signal last = signal.stacked(
                layer.withReturnSequences(false),
                batchFirst ? List.of(batch, Axis.ONE, units) : List.of(Axis.ONE, batch, units));
        return List.of(
                new Flowing(roles.get(timeAxis) == Role.ONE ? last.withAxes(all.axes()) : all),
                new Flowing(last),
                FinalState.UNKNOWN);
    }
}
