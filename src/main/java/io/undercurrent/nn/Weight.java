package io.undercurrent.nn;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named, immutable matrix of parameters. Values are copied when passed in and when returned.
 *
 * @param name name in Keras: {@code kernel}, {@code recurrent_kernel}, {@code bias}, {@code recurrent_bias}
 * @param rows number of features or units that the weight is multiplied with; 1 for a bias
 * @param columns units, times the number of gates
 * @param values row-major (rows × columns), all finite
 */
public record Weight(String name, int rows, int columns, float[] values) {

    public static final String KERNEL = "kernel";
    public static final String RECURRENT_KERNEL = "recurrent_kernel";
    public static final String BIAS = "bias";
    public static final String RECURRENT_BIAS = "recurrent_bias";

    public Weight {
        Objects.requireNonNull(name, "name");
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    name + ": expected at least 1 row and 1 column, but got " + rows + " × " + columns);
        }
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    name + ": expected " + rows + " × " + columns + " values, but got " + values.length);
        }
        values = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(name + ": expected finite values, but got " + values[i] + " in row "
                        + i / columns + ", column " + i % columns);
            }
        }
    }

    /** A copy of the values. */
    @Override
    public float[] values() {
        return values.clone();
    }

    /** Number of values. */
    public int size() {
        return values.length;
    }

    /** Copies all values to {@code target[offset]} and the places after it. */
    public void copyTo(float[] target, int offset) {
        System.arraycopy(values, 0, target, offset, values.length);
    }

    /** A weight of the same name and shape with the values from {@code source[offset]} on. */
    public Weight withValues(float[] source, int offset) {
        return new Weight(name, rows, columns, Arrays.copyOfRange(source, offset, offset + size()));
    }

    /** Checks that the weight has the name and shape that {@code layer} needs. */
    Weight require(String layer, String expectedName, int expectedRows, int expectedColumns) {
        if (!name.equals(expectedName) || rows != expectedRows || columns != expectedColumns) {
            throw new IllegalArgumentException(layer + ": expected the weight " + expectedName + " of " + expectedRows
                    + " × " + expectedColumns + ", but got " + this);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weight that
                && name.equals(that.name)
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, rows, columns, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return name + " of " + rows + " × " + columns;
    }
}
