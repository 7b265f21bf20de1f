package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.Floats;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.Integers;
import io.undercurrent.exchange.onnx.Signal.Axis;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.nn.Flatten;
import java.util.ArrayList;
import java.util.List;

/**
 * Reshape and Flatten: of all that they could do, what leaves the axes their meaning. Axes of length 1 come and go, the timesteps of
 * a window are laid side by side, and batch and timesteps become one axis for a dense layer and come apart again after it.
 */
final class Reshaping {

    private Reshaping() {}

    static GraphValue reshape(Operands operands) throws CannotHoldException {
        if (!(operands.input(1) instanceof Integers target)) {
            throw new CannotHoldException("expected a shape that is a constant or made of lengths");
        }
        GraphValue value = operands.input(0);
        if (value instanceof Floats floats) {
            return new Floats(resolved(target.values(), floats.shape(), floats.values().length), floats.values());
        } else if (value instanceof Integers integers) {
            return new Integers(
                    resolved(target.values(), integers.shape(), integers.values().length), integers.values());
        } else if (value instanceof Flowing flowing) {
            return new Flowing(signal(flowing.signal(), target.values()));
        }
        return GraphOperators.rearranged(value);
    }

    /** The operator Flatten: what follows an axis becomes one. */
    static GraphValue flatten(Operands operands) throws CannotHoldException {
        Signal signal = operands.signal(0);
        if (operands.integer("axis", 1) != 1) {
            throw new CannotHoldException("expected to keep one axis, but keeps " + operands.integer("axis", 1));
        }
        return new Flowing(signal(signal, new long[] {0, -1}));
    }

    /** A shape with 0 for the length that was there and −1 for what is left. */
    private static long[] resolved(long[] target, long[] shape, int size) throws CannotHoldException {
        long[] resolved = target.clone();
        long known = 1;
        int open = -1;
        for (int i = 0; i < resolved.length; i++) {
            if (resolved[i] == 0 && i < shape.length) {
                resolved[i] = shape[i];
            }
            if (resolved[i] == OnnxModel.OPEN && open < 0) {
                open = i;
            } else if (resolved[i] < 0 || resolved[i] > size) {
                throw new CannotHoldException(
                        "expected a shape for " + size + " values, but got one of " + GraphOperators.asList(target));
            } else {
                known *= resolved[i];
                if (known > size) {
                    break;
                }
            }
        }
        if (open >= 0 && known > 0) {
            resolved[open] = size / known;
            known *= resolved[open];
        }
        if (known != size) {
            throw new CannotHoldException(
                    "expected a shape for " + size + " values, but got one of " + GraphOperators.asList(target));
        }
        return resolved;
    }

    private static Signal signal(Signal signal, long[] target) throws CannotHoldException {
        long[] lengths = target.clone();
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == 0 && i < signal.axes().size()) {
                lengths[i] = signal.axes().get(i).length();
            }
        }
        List<Axis> axes = new ArrayList<>(signal.axes());
        axes.removeIf(axis -> axis.role() == Role.ONE);
        List<Axis> same = placed(axes, lengths);
        if (same != null) {
            return signal.withAxes(same);
        }
        List<Role> roles = axes.stream().map(Axis::role).toList();
        Signal other = null;
        if (roles.equals(List.of(Role.BATCH, Role.TIME, Role.FEATURES))) {
            other = flattened(signal, axes, lengths);
            Axis both =
                    new Axis(Role.BATCH_AND_TIME, OnnxModel.OPEN, axes.get(1).length());
            List<Axis> merged = placed(List.of(both, axes.get(2)), lengths);
            if (other == null && merged != null) {
                other = signal.withAxes(merged);
            }
        } else if (roles.equals(List.of(Role.BATCH_AND_TIME, Role.FEATURES))) {
            long before = axes.get(0).timesteps();
            long given = lengths.length > 1 ? lengths[lengths.length - 2] : OnnxModel.OPEN;
            // With another number of timesteps they would be those of other members.
            Axis time = new Axis(Role.TIME, before == OnnxModel.OPEN ? given : before);
            List<Axis> apart = placed(List.of(new Axis(Role.BATCH, OnnxModel.OPEN), time, axes.get(1)), lengths);
            other = apart == null ? null : signal.withAxes(apart);
        }
        if (other == null) {
            throw new CannotHoldException("gives the axes " + signal.roles() + " the shape "
                    + GraphOperators.asList(target) + ", and here they keep their meaning");
        }
        return other;
    }

    private static Signal flattened(Signal signal, List<Axis> axes, long[] lengths) {
        long timesteps = axes.get(1).length();
        long features = axes.get(2).length();
        if (timesteps < 1 || features < 1 || timesteps * features > Integer.MAX_VALUE) {
            return null;
        }
        List<Axis> flat = placed(List.of(axes.get(0), new Axis(Role.FEATURES, timesteps * features)), lengths);
        return flat == null ? null : signal.stacked(new Flatten((int) timesteps, (int) features), flat);
    }

    /** The axes at those places of a shape whose length is not 1, or null if they do not fit it. */
    private static List<Axis> placed(List<Axis> axes, long[] lengths) {
        int ones = lengths.length - axes.size();
        List<Axis> placed = new ArrayList<>();
        int next = 0;
        for (long length : lengths) {
            boolean fits = next < axes.size() && fits(axes.get(next), length);
            if (length == 1 && ones > 0 && !(fits && axes.get(next).length() == 1)) {
                placed.add(Axis.ONE);
                ones--;
            } else if (fits) {
                placed.add(axes.get(next++));
            } else {
                return null;
            }
        }
        return next == axes.size() ? placed : null;
    }

    private static boolean fits(Axis axis, long length) {
        boolean open = length == OnnxModel.OPEN || axis.length() == OnnxModel.OPEN;
        // A length that is not known may be that of the batch or of the timesteps; features are always known.
        return axis.role() == Role.FEATURES
                ? length == axis.length() || length == OnnxModel.OPEN
                : open || length == axis.length();
    }
}
