package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.RecurrentLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes out of layers on top of each other, the graph's input below the first.
 *
 * @param layers lowest first
 * @param axes in their order in the graph
 */
record Signal(List<Layer> layers, List<Axis> axes) {

    /** What an axis of a value is to a network. */
    enum Role {
        BATCH,
        TIME,
        FEATURES,
        /** Timesteps of one member of the batch one after another, then those of the next. */
        BATCH_AND_TIME,
        /** Has the length 1 and no meaning. */
        ONE
    }

    /**
     * @param length {@link OnnxModel#OPEN} if it is not known
     * @param timesteps of each member of the batch in an axis of both, likewise
     */
    record Axis(Role role, long length, long timesteps) {
        static final Axis ONE = new Axis(Role.ONE, 1);

        /** An axis that is no other two. */
        Axis(Role role, long length) {
            this(role, length, OnnxModel.OPEN);
        }
    }

    Signal {
        layers = List.copyOf(layers);
        axes = List.copyOf(axes);
    }

    List<Role> roles() {
        return axes.stream().map(Axis::role).toList();
    }

    boolean has(Role role) {
        return roles().contains(role);
    }

    /** The axis of a role, or null. */
    Axis axis(Role role) {
        return axes.stream().filter(axis -> axis.role() == role).findFirst().orElse(null);
    }

    /** An index of an axis, which may count from the end. */
    int index(long axis) throws CannotHoldException {
        return index(axis, axes.size());
    }

    static int index(long axis, int rank) throws CannotHoldException {
        long index = axis < 0 ? axis + rank : axis;
        if (index < 0 || index >= rank) {
            throw new CannotHoldException("names the axis " + axis + " of a value that has " + rank);
        }
        return (int) index;
    }

    Signal withAxes(List<Axis> other) {
        return new Signal(layers, other);
    }

    /** With a layer on top that changes the features alone. */
    Signal through(Layer layer) {
        List<Axis> changed = new ArrayList<>(axes);
        changed.replaceAll(axis -> axis.role() == Role.FEATURES ? new Axis(Role.FEATURES, layer.units()) : axis);
        return stacked(layer, changed);
    }

    /** With a layer on top. */
    Signal stacked(Layer layer, List<Axis> newAxes) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Signal(more, newAxes);
    }

    /** With another layer in place of the topmost. */
    Signal replacingTop(Layer layer) {
        List<Layer> others = new ArrayList<>(layers);
        others.set(others.size() - 1, layer);
        return new Signal(others, axes);
    }

    /** The topmost layer, or null. */
    Layer top() {
        return layers.isEmpty() ? null : layers.get(layers.size() - 1);
    }

    /** Features of each timestep, where they are the last axis. */
    int features() throws CannotHoldException {
        Axis last = axes.isEmpty() ? Axis.ONE : axes.get(axes.size() - 1);
        if (last.role() != Role.FEATURES) {
            throw new CannotHoldException("expected the features in the last axis, but the axes are " + roles());
        }
        return (int) last.length();
    }

    Signal transposed(List<Long> order) throws CannotHoldException {
        List<Axis> moved = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            moved.add(axes.get(order.isEmpty() ? axes.size() - 1 - i : index(order.get(i))));
        }
        return withAxes(moved);
    }

    /** With all hidden states of each recurrent layer, where a graph of one timestep has but the one. */
    Signal givingSequences() {
        List<Layer> others = new ArrayList<>(layers);
        others.replaceAll(
                layer -> layer instanceof RecurrentLayer recurrent ? recurrent.withReturnSequences(true) : layer);
        return new Signal(others, axes);
    }

    /** The last timestep alone: the topmost recurrent layer gives no other. */
    Signal lastTimestep(int timeAxis, boolean keepAxis) throws CannotHoldException {
        List<Axis> cut = new ArrayList<>(axes);
        if (keepAxis) {
            cut.set(timeAxis, Axis.ONE);
        } else {
            cut.remove(timeAxis);
        }
        List<Layer> others = new ArrayList<>(layers);
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i) instanceof RecurrentLayer recurrent) {
                others.set(i, recurrent.withReturnSequences(false));
                return new Signal(others, cut);
            }
            if (!(layers.get(i) instanceof Dense)) {
                break;
            }
        }
        throw new CannotHoldException("takes one timestep of a sequence that no recurrent layer gave");
    }
}
