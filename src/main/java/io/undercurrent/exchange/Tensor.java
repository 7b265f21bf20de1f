package io.undercurrent.exchange;

import io.undercurrent.nn.Weight;
import java.util.Arrays;

/** An array of floats, row-major. */
public record Tensor(long[] shape, float[] values) {

    /**
     * As a matrix of parameters; a vector has one row.
     *
     * @throws ImportException if it has another number of axes, or values that are not finite
     */
    public Weight toWeight(String name) throws ImportException {
        if (shape.length < 1 || shape.length > 2 || values.length == 0) {
            throw new ImportException(
                    name + ": expected a matrix or a vector, but got the shape " + Arrays.toString(shape));
        }
        int columns = (int) shape[shape.length - 1];
        try {
            return new Weight(name, values.length / columns, columns, values);
        } catch (IllegalArgumentException e) {
            throw new ImportException(e.getMessage(), e);
        }
    }
}
