package io.undercurrent.nn.step;

import java.util.Arrays;

/**
 * A block of the rows of a tile inside an array: row {@code r} has its {@code width} values from {@code values[offset + r·stride]}
 * on.
 */
record TileRows(float[] values, int offset, int stride, int width) {

    /** Newly allocated rows. */
    static TileRows of(int width) {
        return new TileRows(new float[LayerStep.TILE * width], 0, width, width);
    }

    /** Some columns of these rows. */
    TileRows columns(int from, int count) {
        return new TileRows(values, offset + from, stride, count);
    }

    /** Copies the values of the first rows from {@code source}, where they begin {@code sourceStride} apart. */
    void put(int rows, float[] source, int sourceOffset, int sourceStride) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source, sourceOffset + row * sourceStride, values, offset + row * stride, width);
        }
    }

    /** Copies the values of the first rows to {@code target}, where they begin {@code targetStride} apart. */
    void get(int rows, float[] target, int targetOffset, int targetStride) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, offset + row * stride, target, targetOffset + row * targetStride, width);
        }
    }

    /** Copies the first {@code rows} rows of {@code source}, which must have the same width. */
    void put(int rows, TileRows source) {
        put(rows, source.values, source.offset, source.stride);
    }

    void fill(float value) {
        for (int row = 0; row < LayerStep.TILE; row++) {
            int from = offset + row * stride;
            Arrays.fill(values, from, from + width, value);
        }
    }
}
