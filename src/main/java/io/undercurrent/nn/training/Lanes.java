package io.undercurrent.nn.training;

/**
 * Between the layout outside, where a row holds the values of one member of the batch, and that of training, where such a row lies
 * across: (units × lanes), each member in a lane of its own.
 */
final class Lanes {

    private Lanes() {}

    /**
     * Puts a row into each lane.
     *
     * @param source row {@code r} begins at {@code source[offset + r·stride]}
     * @param target (units × lanes)
     */
    static void gather(float[] source, int offset, int stride, float[] target, int lanes) {
        int units = target.length / lanes;
        for (int row = 0; row < lanes; row++) {
            int from = offset + row * stride;
            for (int j = 0; j < units; j++) {
                target[j * lanes + row] = source[from + j];
            }
        }
    }

    /**
     * Takes the rows out of the lanes.
     *
     * @param source (units × lanes)
     * @param target row {@code r} begins at {@code target[offset + r·stride]}
     */
    static void scatter(float[] source, int lanes, float[] target, int offset, int stride) {
        int units = source.length / lanes;
        for (int row = 0; row < lanes; row++) {
            int to = offset + row * stride;
            for (int j = 0; j < units; j++) {
                target[to + j] = source[j * lanes + row];
            }
        }
    }
}
