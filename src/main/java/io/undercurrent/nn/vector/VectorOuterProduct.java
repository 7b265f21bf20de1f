package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.OuterProduct;

/**
 * Outer products by {@link OuterPanels}: some rows at a time, so that they stay in the first-level cache while all their columns
 * are multiplied with each other.
 */
final class VectorOuterProduct implements OuterProduct {

    private static final int ROWS_AT_ONCE = 128;
    private static final int COLUMNS_AT_ONCE = 4;

    /**
     * Most vectors in a panel. Four columns times three vectors need all of sixteen registers, and took twice as long in every other
     * compilation by C2.
     */
    private static final int WIDEST = Panels.SIXTEEN_REGISTERS ? 2 : Panels.WIDEST;

    private final int features;
    private final int units;
    /** Whether the columns of y are taken one by one and those of x in vectors, because that takes fewer vectors. */
    private final boolean swapped;

    private final int singles;
    /** Columns taken in vectors, and as many more as fill the last one. */
    private final int wide;

    /** Number of vectors in each panel. */
    private final int[] widths;
    /** Of some rows: (singles × wide). */
    private final float[] part;
    /** The last rows of the side in vectors, where reading a whole vector would end outside of the array. */
    private final float[] last;

    private final int[] at = new int[COLUMNS_AT_ONCE];
    private final int[] to = new int[COLUMNS_AT_ONCE];

    VectorOuterProduct(int features, int units) {
        this.features = features;
        this.units = units;
        this.swapped = units * Lanes.filled(features) < features * Lanes.filled(units);
        this.singles = swapped ? units : features;
        this.wide = Lanes.filled(swapped ? features : units);
        this.widths = Panels.widths(wide / Lanes.COUNT, WIDEST);
        this.part = new float[singles * wide];
        this.last = new float[ROWS_AT_ONCE * wide];
    }

    @Override
    public void addTo(float[] sums, int offset, int rows, Columns x, Columns y) {
        Columns single = swapped ? y : x;
        Columns inVectors = swapped ? x : y;
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows - first);
            int from = inVectors.offset() + first * inVectors.stride();
            if (from + (count - 1) * inVectors.stride() + wide <= inVectors.values().length) {
                multiply(count, single, first, inVectors.values(), from, inVectors.stride());
            } else {
                copyLast(count, inVectors, from);
                multiply(count, single, first, last, 0, wide);
            }
            addPart(sums, offset);
        }
    }

    private void copyLast(int count, Columns inVectors, int from) {
        int columns = swapped ? features : units;
        for (int row = 0; row < count; row++) {
            System.arraycopy(inVectors.values(), from + row * inVectors.stride(), last, row * wide, columns);
        }
    }

    private void multiply(int rows, Columns single, int first, float[] values, int from, int stride) {
        float[] x = single.values();
        int begin = single.offset() + first * single.stride();
        for (int column = 0; column < singles; column += COLUMNS_AT_ONCE) {
            for (int i = 0; i < COLUMNS_AT_ONCE; i++) {
                // Where there are no four left, the last one more than once.
                int own = Math.min(column + i, singles - 1);
                at[i] = begin + own;
                to[i] = own * wide;
            }
            int y = from;
            for (int vectors : widths) {
                switch (vectors) {
                    case 4 -> OuterPanels.fourByFour(x, at, single.stride(), values, y, stride, rows, part, to);
                    case 3 -> OuterPanels.fourByThree(x, at, single.stride(), values, y, stride, rows, part, to);
                    case 2 -> OuterPanels.fourByTwo(x, at, single.stride(), values, y, stride, rows, part, to);
                    default -> OuterPanels.fourByOne(x, at, single.stride(), values, y, stride, rows, part, to);
                }
                y += vectors * Lanes.COUNT;
                for (int i = 0; i < COLUMNS_AT_ONCE; i++) {
                    to[i] += vectors * Lanes.COUNT;
                }
            }
        }
    }

    private void addPart(float[] sums, int offset) {
        for (int single = 0; single < singles; single++) {
            int from = single * wide;
            if (swapped) {
                for (int feature = 0; feature < features; feature++) {
                    sums[offset + feature * units + single] += part[from + feature];
                }
            } else {
                int row = offset + single * units;
                for (int unit = 0; unit < units; unit++) {
                    sums[row + unit] += part[from + unit];
                }
            }
        }
    }

    @Override
    public void close() {}
}
