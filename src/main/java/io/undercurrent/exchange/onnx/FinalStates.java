package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.FinalState;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.Signal.Axis;
import io.undercurrent.exchange.onnx.Signal.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The last hidden states of all layers in one value, as PyTorch gives them, of which a network usually goes on with the topmost: {@code
 * h[-1]}.
 */
final class FinalStates {

    private FinalStates() {}

    /** States one behind the other along the first axis. */
    static FinalState joined(List<GraphValue> values) {
        List<Signal> hidden = new ArrayList<>();
        for (GraphValue value : values) {
            boolean known = value instanceof FinalState states
                    ? !states.hidden().isEmpty() && hidden.addAll(states.hidden())
                    : value instanceof Flowing flowing && isOne(flowing.signal()) && hidden.add(flowing.signal());
            if (!known) {
                return FinalState.UNKNOWN;
            }
        }
        return new FinalState(hidden);
    }

    private static boolean isOne(Signal state) {
        List<Axis> axes = state.axes();
        return axes.size() == 3 && axes.get(0).role() == Role.ONE;
    }

    /** One of the states, without the axis along which they follow each other. */
    static GraphValue one(FinalState states, long index, long axis) throws CannotHoldException {
        if (states.hidden().isEmpty() || axis != 0) {
            return FinalState.UNKNOWN;
        }
        Signal state = states.hidden().get(Signal.index(index, states.hidden().size()));
        return new Flowing(state.withAxes(state.axes().subList(1, state.axes().size())));
    }

    /** Some of the states. */
    static GraphValue part(FinalState states, List<Long> starts, List<Long> ends, List<Long> axes) {
        if (states.hidden().isEmpty() || !axes.equals(List.of(0L))) {
            return FinalState.UNKNOWN;
        }
        int size = states.hidden().size();
        int start = GraphOperators.bound(starts.get(0), size);
        int end = GraphOperators.bound(ends.get(0), size);
        if (start >= end) {
            return FinalState.UNKNOWN;
        }
        List<Signal> some = states.hidden().subList(start, end);
        return some.size() == 1 ? new Flowing(some.get(0)) : new FinalState(some);
    }
}
