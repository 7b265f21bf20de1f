package io.undercurrent.nn;

/**
 * Between the layout outside, where a row holds the values of one member of the batch, and the layout of {@link Cell}, where such a
 * row lies across: (units × lanes), each member in a lane of its own.
 */
public final class Lanes {

    private Lanes() {}

    /**
     * Puts rows into the first lanes, and zeros into the others.
     *
     * @param source row {@code r} begins at {@code source[offset + r·stride]}
     * @param target (units × lanes)
     */
    public static void gather(float[] source, int offset, int stride, int rows, float[] target, int lanes) {
        int units = target.length / lanes;
        for (int row = 0; row < lanes; row++) {
            if (row < rows) {
                int from = offset + row * stride;
                for (int j = 0; j < units; j++) {
                    target[j * lanes + row] = source[from + j];
                }
            } else {
                for (int j = 0; j < units; j++) {
                    target[j * lanes + row] = 0;
                }
            }
        }
    }

    /**
     * Takes rows out of the first lanes.
     *
     * @param source (units × lanes)
     * @param target row {@code r} begins at {@code target[offset + r·stride]}
     */
    public static void scatter(float[] source, int lanes, int rows, float[] target, int offset, int stride) {
        int units = source.length / lanes;
        for (int row = 0; row < rows; row++) {
            int to = offset + row * stride;
            for (int j = 0; j < units; j++) {
                target[to + j] = source[j * lanes + row];
            }
        }
    }
}
