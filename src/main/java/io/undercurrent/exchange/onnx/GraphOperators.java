package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.FinalState;
import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.InitialState;
import io.undercurrent.exchange.onnx.GraphValue.Integers;
import io.undercurrent.exchange.onnx.GraphValue.Zeros;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** Operators that compute no number of the network: constants, lengths, and how the axes of a value lie. */
final class GraphOperators {

    private GraphOperators() {}

    static List<Long> asList(long[] values) {
        List<Long> list = new ArrayList<>(values.length);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private static long[] asArray(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    static GraphValue constant(TensorValue tensor) throws CannotHoldException {
        if (tensor.isFloat()) {
            return new Floats(tensor.shape(), tensor.floats());
        } else if (tensor.isInteger()) {
            return new Integers(tensor.shape(), tensor.integers());
        }
        throw new CannotHoldException("expected numbers of type float, int32 or int64, but got the type number "
                + tensor.type() + " of ONNX");
    }

    /** The operator Constant, whose value stands in one of several attributes. */
    static GraphValue constant(Operands operands) throws CannotHoldException {
        if (operands.tensor("value").isPresent()) {
            return constant(operands.tensor("value").get());
        }
        var attributes = operands.node().attributes();
        if (attributes.containsKey("value_int")) {
            return new Integers(new long[0], new long[] {operands.integer("value_int", 0)});
        } else if (attributes.containsKey("value_ints")) {
            return Integers.vector(asArray(operands.integers("value_ints")));
        } else if (attributes.containsKey("value_float")) {
            return new Floats(new long[0], new float[] {operands.number("value_float", 0)});
        }
        throw new CannotHoldException("expected a constant of numbers");
    }

    static GraphValue constantOfShape(Operands operands) throws CannotHoldException {
        TensorValue value = operands.tensor("value").orElse(TensorValue.of(new float[1], 1));
        if (value.isFloat() && value.floats().length == 1 && value.floats()[0] == 0) {
            return new Zeros();
        } else if (value.isInteger() && value.integers().length == 1 && operands.input(0) instanceof Integers shape) {
            // Ones of a known number, such as the multiples of a Tile.
            long[] lengths = shape.values();
            if (lengths.length == 1 && lengths[0] >= 0 && lengths[0] <= 8) {
                long[] filled = new long[(int) lengths[0]];
                Arrays.fill(filled, value.integers()[0]);
                return Integers.vector(filled);
            }
        }
        throw new CannotHoldException("fills a shape with a number other than 0");
    }

    /** Repeats a constant: of zeros alone it is known what comes out. */
    static GraphValue expand(Operands operands) throws CannotHoldException {
        GraphValue value = operands.input(0);
        if (value instanceof Zeros || value instanceof Floats floats && floats.isZero()) {
            return new Zeros();
        } else if (value instanceof InitialState) {
            return value;
        }
        throw new CannotHoldException("repeats values over a shape");
    }

    static GraphValue shape(Operands operands) throws CannotHoldException {
        List<Long> lengths;
        if (operands.input(0) instanceof Flowing flowing) {
            lengths = flowing.signal().axes().stream().map(Signal.Axis::length).toList();
        } else if (operands.input(0) instanceof Floats floats) {
            lengths = asList(floats.shape());
        } else if (operands.input(0) instanceof Integers integers) {
            lengths = asList(integers.shape());
        } else {
            throw new CannotHoldException("asks for the shape of a state");
        }
        int start = bound(operands.integer("start", 0), lengths.size());
        int end = Math.max(start, bound(operands.integer("end", lengths.size()), lengths.size()));
        return Integers.vector(asArray(lengths.subList(start, end)));
    }

    /** Where a part begins or ends: an index that may count from the end, and is cut to the size. */
    static int bound(long index, long size) {
        return (int) Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    static GraphValue gather(Operands operands) throws CannotHoldException {
        GraphValue value = operands.input(0);
        if (value instanceof InitialState || value instanceof Zeros) {
            return value;
        }
        if (!(operands.input(1) instanceof Integers chosen)) {
            throw new CannotHoldException("expected constant indices");
        }
        long axis = operands.integer("axis", 0);
        if (value instanceof FinalState states) {
            return chosen.shape().length == 0 && chosen.values().length == 1
                    ? FinalStates.one(states, chosen.values()[0], axis)
                    : FinalState.UNKNOWN;
        }
        if (value instanceof Integers integers && integers.shape().length == 1) {
            long[] gathered = new long[chosen.values().length];
            for (int i = 0; i < gathered.length; i++) {
                gathered[i] = integers.values()[Signal.index(chosen.values()[i], integers.values().length)];
            }
            return new Integers(chosen.shape(), gathered);
        }
        Signal signal = operands.signal(0);
        int index = signal.index(axis);
        if (chosen.values().length != 1 || chosen.shape().length > 1) {
            throw new CannotHoldException("takes several parts of a value");
        }
        boolean keepAxis = chosen.shape().length == 1;
        Signal.Axis taken = signal.axes().get(index);
        long at = chosen.values()[0];
        if (taken.length() == 1 && (at == 0 || at == -1)) {
            return new Flowing(keepAxis ? signal : squeezed(signal, List.of((long) index)));
        }
        if (taken.role() == Signal.Role.TIME && (at == -1 || taken.length() > 0 && at == taken.length() - 1)) {
            return new Flowing(signal.lastTimestep(index, keepAxis));
        }
        throw new CannotHoldException("takes the part " + at + " of the axis " + taken.role()
                + ": of a sequence, the last" + " timestep can be taken, and of other axes nothing");
    }

    static GraphValue slice(Operands operands) throws CannotHoldException {
        GraphValue value = operands.input(0);
        if (value instanceof InitialState || value instanceof Zeros) {
            return value;
        }
        List<Long> starts = operands.integers(1, "starts");
        List<Long> ends = operands.integers(2, "ends");
        List<Long> axes = operands.integers(3, "axes");
        List<Long> steps = operands.has(4) ? operands.integers(4) : Collections.nCopies(starts.size(), 1L);
        if (axes.isEmpty()) {
            axes = LongStream.range(0, starts.size()).boxed().toList();
        }
        if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size()) {
            throw new CannotHoldException("expected as many starts, ends, axes and steps");
        }
        if (value instanceof Integers integers
                && integers.shape().length == 1
                && starts.size() == 1
                && steps.get(0) == 1) {
            int size = integers.values().length;
            int start = bound(starts.get(0), size);
            int end = Math.max(start, bound(ends.get(0), size));
            return Integers.vector(Arrays.copyOfRange(integers.values(), start, end));
        }
        for (long step : steps) {
            if (step != 1) {
                throw new CannotHoldException("takes parts of a value in steps of " + step);
            }
        }
        if (value instanceof FinalState states) {
            return FinalStates.part(states, starts, ends, axes);
        } else if (value instanceof Floats floats) {
            return FloatArrays.part(floats, starts, ends, axes);
        }
        Signal signal = operands.signal(0);
        for (int i = 0; i < starts.size(); i++) {
            signal = sliced(signal, signal.index(axes.get(i)), starts.get(i), ends.get(i));
        }
        return new Flowing(signal);
    }

    private static Signal sliced(Signal signal, int index, long start, long end) throws CannotHoldException {
        Signal.Axis axis = signal.axes().get(index);
        boolean toTheEnd = end >= Integer.MAX_VALUE || axis.length() > 0 && end >= axis.length();
        if (toTheEnd && (start == 0 || axis.length() > 0 && start == -axis.length())) {
            return signal;
        }
        boolean last = start == -1 || axis.length() > 0 && start == axis.length() - 1;
        if (axis.role() == Signal.Role.TIME && last && toTheEnd) {
            return signal.lastTimestep(index, true);
        }
        throw new CannotHoldException("takes the part " + start + " to " + end + " of the axis " + axis.role()
                + ": of a sequence, the last timestep can be taken, and of other axes nothing");
    }

    static GraphValue concat(Operands operands) throws CannotHoldException {
        List<Long> lengths = new ArrayList<>();
        List<Floats> arrays = new ArrayList<>();
        boolean initial = true;
        boolean zeros = true;
        boolean last = true;
        for (GraphValue value : operands.inputs()) {
            if (value instanceof Integers integers) {
                lengths.addAll(asList(integers.values()));
            } else if (value instanceof Floats floats) {
                arrays.add(floats);
            }
            initial &= value instanceof InitialState || value instanceof Zeros;
            zeros &= value instanceof Zeros;
            last &= value instanceof FinalState
                    || value instanceof Flowing flowing && !flowing.signal().has(Signal.Role.TIME);
        }
        if (!arrays.isEmpty() && arrays.size() == operands.inputs().size()) {
            return FloatArrays.joined(arrays, operands.integer("axis", 0));
        }
        if (!lengths.isEmpty()) {
            return Integers.vector(asArray(lengths));
        } else if (initial) {
            return zeros ? new Zeros() : new InitialState();
        } else if (operands.inputs().size() == 1) {
            return operands.input(0);
        } else if (last && operands.integer("axis", 0) == 0) {
            return FinalStates.joined(operands.inputs());
        }
        throw new CannotHoldException("joins several values into one, and layers here stand on top of each other");
    }

    /** The product of lengths. */
    static GraphValue product(Integers a, Integers b) throws CannotHoldException {
        if (a.values().length != b.values().length) {
            throw new CannotHoldException("multiplies lists of different lengths");
        }
        long[] product = a.values().clone();
        for (int i = 0; i < product.length; i++) {
            boolean open = product[i] == OnnxModel.OPEN || b.values()[i] == OnnxModel.OPEN;
            product[i] = open ? OnnxModel.OPEN : product[i] * b.values()[i];
        }
        return new Integers(a.shape(), product);
    }

    static GraphValue squeeze(Operands operands) throws CannotHoldException {
        List<Long> axes = operands.integers(1, "axes");
        GraphValue value = operands.input(0);
        if (value instanceof Floats floats) {
            return new Floats(withoutOnes(floats.shape(), axes), floats.values());
        } else if (value instanceof Integers integers) {
            return new Integers(withoutOnes(integers.shape(), axes), integers.values());
        } else if (value instanceof Flowing flowing) {
            return new Flowing(squeezed(flowing.signal(), axes));
        }
        return rearranged(value);
    }

    /** A state stays one, but of several it is no longer known which is where. */
    static GraphValue rearranged(GraphValue state) {
        return state instanceof FinalState ? FinalState.UNKNOWN : state;
    }

    private static long[] withoutOnes(long[] shape, List<Long> axes) throws CannotHoldException {
        List<Long> removed = new ArrayList<>();
        for (long axis : axes) {
            removed.add((long) Signal.index(axis, shape.length));
        }
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < shape.length; i++) {
            boolean remove = axes.isEmpty() ? shape[i] == 1 : removed.contains((long) i);
            if (remove && shape[i] != 1) {
                throw new CannotHoldException("removes an axis of length " + shape[i]);
            }
            if (!remove) {
                left.add(shape[i]);
            }
        }
        return asArray(left);
    }

    private static Signal squeezed(Signal signal, List<Long> axes) throws CannotHoldException {
        List<Integer> removed = new ArrayList<>();
        for (int i = 0; i < signal.axes().size(); i++) {
            if (axes.isEmpty() && signal.axes().get(i).length() == 1) {
                removed.add(i);
            }
        }
        for (long axis : axes) {
            removed.add(signal.index(axis));
        }
        List<Signal.Axis> left = new ArrayList<>();
        Signal cut = signal;
        for (int i = 0; i < signal.axes().size(); i++) {
            Signal.Axis axis = signal.axes().get(i);
            if (!removed.contains(i)) {
                left.add(axis);
            } else if (axis.role() == Signal.Role.FEATURES && axis.length() != 1
                    || axis.role() == Signal.Role.BATCH_AND_TIME) {
                throw new CannotHoldException("removes the axis " + axis.role());
            } else if (axis.role() == Signal.Role.TIME) {
                cut = signal.lastTimestep(i, true);
            }
        }
        return cut.withAxes(left);
    }

    static GraphValue unsqueeze(Operands operands) throws CannotHoldException {
        List<Long> axes = operands.integers(1, "axes");
        GraphValue value = operands.input(0);
        if (value instanceof Floats floats) {
            return new Floats(withOnes(floats.shape(), axes), floats.values());
        } else if (value instanceof Integers integers) {
            return new Integers(withOnes(integers.shape(), axes), integers.values());
        } else if (value instanceof Flowing flowing) {
            Signal signal = flowing.signal();
            List<Signal.Axis> more = new ArrayList<>(signal.axes());
            int rank = more.size() + axes.size();
            for (int at : sorted(axes, rank)) {
                more.add(Math.min(at, more.size()), Signal.Axis.ONE);
            }
            return new Flowing(signal.withAxes(more));
        }
        return rearranged(value);
    }

    private static long[] withOnes(long[] shape, List<Long> axes) throws CannotHoldException {
        List<Long> more = new ArrayList<>(asList(shape));
        for (int at : sorted(axes, shape.length + axes.size())) {
            more.add(Math.min(at, more.size()), 1L);
        }
        return asArray(more);
    }

    private static List<Integer> sorted(List<Long> axes, int rank) throws CannotHoldException {
        List<Integer> sorted = new ArrayList<>();
        for (long axis : axes) {
            sorted.add(Signal.index(axis, rank));
        }
        Collections.sort(sorted);
        return sorted;
    }

    static GraphValue transpose(Operands operands) throws CannotHoldException {
        List<Long> order = operands.integers("perm");
        GraphValue value = operands.input(0);
        if (value instanceof Floats floats) {
            return FloatArrays.transposed(floats, order);
        } else if (value instanceof Flowing flowing) {
            if (!order.isEmpty() && order.size() != flowing.signal().axes().size()) {
                throw new CannotHoldException("expected an order of all axes, but got " + order);
            }
            return new Flowing(flowing.signal().transposed(order));
        }
        return rearranged(value);
    }
}
