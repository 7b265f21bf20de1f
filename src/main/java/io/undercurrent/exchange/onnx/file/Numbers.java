package io.undercurrent.exchange.onnx.file;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import java.util.Arrays;

/** A list that grows: whole numbers, or the bits of floats. */
final class Numbers {

    private long[] values = new long[16];
    private int size;

    void add(long value) throws ImportException {
        if (size == values.length) {
            if (size > Limits.MOST_VALUES / 2) {
                throw new ImportException("tensor: expected at most " + Limits.MOST_VALUES + " values, but got more");
            }
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long[] toLongs() {
        return Arrays.copyOf(values, size);
    }

    float[] toFloats() {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = Float.intBitsToFloat((int) values[i]);
        }
        return floats;
    }
}
