package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.GraphValue.Floats;
import java.util.List;

/** Constants that a graph rearranges before it uses them as weights. */
final class FloatArrays {

    private FloatArrays() {}

    /**
     * @param order of the axes; empty turns it round
     */
    static Floats transposed(Floats array, List<Long> order) throws CannotHoldException {
        int rank = array.shape().length;
        if (!order.isEmpty() && order.size() != rank) {
            throw new CannotHoldException("expected an order of " + rank + " axes, but got " + order);
        }
        int[] from = new int[rank];
        long[] shape = new long[rank];
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= (int) array.shape()[axis];
        }
        for (int axis = 0; axis < rank; axis++) {
            from[axis] = order.isEmpty() ? rank - 1 - axis : Signal.index(order.get(axis), rank);
            shape[axis] = array.shape()[from[axis]];
        }
        float[] values = new float[array.values().length];
        int[] index = new int[rank];
        for (int i = 0; i < values.length; i++) {
            int source = 0;
            for (int axis = 0; axis < rank; axis++) {
                source += index[axis] * strides[from[axis]];
            }
            if (source >= values.length) {
                throw new CannotHoldException("names an axis twice: " + order);
            }
            values[i] = array.values()[source];
            for (int axis = rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return new Floats(shape, values);
    }
}
