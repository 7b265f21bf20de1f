package io.undercurrent.nn.training;

/** Copies between arrays that hold a row for each member of the batch. */
final class Rows {

    private Rows() {}

    /**
     * Copies {@code width} columns of each row.
     *
     * @param source row {@code r} begins at {@code source[from + r·fromStride]}
     * @param target row {@code r} begins at {@code target[to + r·toStride]}
     */
    static void copy(
            int rows, int width, float[] source, int from, int fromStride, float[] target, int to, int toStride) {
        if (width == fromStride && width == toStride) {
            System.arraycopy(source, from, target, to, rows * width);
            return;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source, from + row * fromStride, target, to + row * toStride, width);
        }
    }

    /**
     * Transposes a matrix.
     *
     * @param source (rows × columns) from {@code source[offset]} on
     * @param target receives (columns × rows)
     */
    static void turn(float[] source, int offset, int rows, int columns, float[] target) {
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                target[column * rows + row] = source[offset + row * columns + column];
            }
        }
    }
}
