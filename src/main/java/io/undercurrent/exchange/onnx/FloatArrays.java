package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.onnx.GraphValue.Floats;
import java.util.Arrays;
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

    /** A part of an array along some axes. */
    static Floats part(Floats array, List<Long> starts, List<Long> ends, List<Long> axes) throws CannotHoldException {
        Floats part = array;
        for (int i = 0; i < axes.size(); i++) {
            int axis = Signal.index(axes.get(i), part.shape().length);
            long length = part.shape()[axis];
            int start = GraphOperators.bound(starts.get(i), length);
            int end = Math.max(start, GraphOperators.bound(ends.get(i), length));
            long[] shape = part.shape().clone();
            shape[axis] = end - start;
            int inner = size(shape, axis + 1, shape.length);
            int outer = size(shape, 0, axis);
            float[] values = new float[outer * (end - start) * inner];
            for (int row = 0; row < outer; row++) {
                int from = (row * (int) length + start) * inner;
                System.arraycopy(part.values(), from, values, row * (end - start) * inner, (end - start) * inner);
            }
            part = new Floats(shape, values);
        }
        return part;
    }

    /** Arrays one behind the other along an axis. */
    static Floats joined(List<Floats> arrays, long alongAxis) throws CannotHoldException {
        long[] first = arrays.get(0).shape();
        int axis = Signal.index(alongAxis, first.length);
        long[] shape = first.clone();
        shape[axis] = 0;
        long total = 0;
        for (Floats array : arrays) {
            long[] other = array.shape().clone();
            if (other.length == shape.length) {
                shape[axis] += other[axis];
                other[axis] = first[axis];
            }
            if (!Arrays.equals(other, first)) {
                throw new CannotHoldException("joins constants of the shapes " + GraphOperators.asList(first) + " and "
                        + GraphOperators.asList(array.shape()));
            }
            total += array.values().length;
        }
        if (total > Limits.MOST_VALUES) {
            throw new CannotHoldException("joins constants to more than " + Limits.MOST_VALUES + " values");
        }
        float[] values = new float[(int) total];
        int inner = size(shape, axis + 1, shape.length);
        int outer = size(shape, 0, axis);
        int to = 0;
        for (int row = 0; row < outer; row++) {
            for (Floats array : arrays) {
                int length = (int) array.shape()[axis] * inner;
                System.arraycopy(array.values(), row * length, values, to, length);
                to += length;
            }
        }
        return new Floats(shape, values);
    }

    private static int size(long[] shape, int from, int to) {
        int size = 1;
        for (int axis = from; axis < to; axis++) {
            size *= (int) shape[axis];
        }
        return size;
    }
}
