package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Product;

/**
 * A product whose kernel is packed once into panels, each a few vectors of units wide, in the order in which the loops of {@link
 * Panels} read it.
 */
final class VectorProduct implements Product {

    private static final int MOST_ROWS = 4;

    /** A panel of one vector has so few sums that the processor would wait for them with fewer rows. */
    private static final int ROWS_BY_ONE = 8;

    private final VectorFactors factors;
    private final int from;
    private final int height;
    private final int units;
    /** Units, and as many more as fill the last vector. */
    private final int filled;
    /** Number of vectors in each panel. */
    private final int[] widths;
    /** The panels one after another, each (height × vectors), padded with zeros. */
    private final float[] packed;
    /** Results of a few rows, for a panel that is wider than the rest of a row, where they would end outside of the array. */
    private final float[] edge;

    VectorProduct(VectorFactors factors, int from, int height, int units) {
        this.factors = factors;
        this.from = from;
        this.height = height;
        this.units = units;
        this.filled = Lanes.filled(units);
        this.widths = Panels.widths(filled / Lanes.COUNT, Panels.WIDEST);
        this.packed = new float[height * filled];
        this.edge = new float[Math.max(ROWS_BY_ONE, MOST_ROWS * Panels.WIDEST) * Lanes.COUNT];
    }

    @Override
    public void putKernel(float[] values, int offset, int stride) {
        int to = 0;
        int first = 0;
        for (int vectors : widths) {
            int width = vectors * Lanes.COUNT;
            int count = Math.min(width, units - first);
            for (int row = 0; row < height; row++) {
                System.arraycopy(values, offset + row * stride + first, packed, to, count);
                to += width;
            }
            first += width;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The last panel may be wider than the rest of a row. Then it writes over the beginning of the next row, so it runs before the
     * other panels, and rows run in their order.
     */
    @Override
    public void run(float[] y) {
        int last = widths.length - 1;
        int width = widths[last] * Lanes.COUNT;
        int beginning = filled - width;
        run(widths[last], height * beginning, y, beginning);
        int first = 0;
        for (int i = 0; i < last; i++) {
            run(widths[i], height * first, y, first);
            first += widths[i] * Lanes.COUNT;
        }
    }

    private void run(int vectors, int panel, float[] y, int first) {
        int rows = factors.rows();
        int width = vectors * Lanes.COUNT;
        int row = 0;
        while (row < rows) {
            int count = rowsAtOnce(vectors, rows - row);
            int to = first + row * units;
            if (to + (count - 1) * units + width <= y.length) {
                run(count, vectors, row, panel, y, to, units);
            } else {
                run(count, vectors, row, panel, edge, 0, width);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(edge, i * width, y, to + i * units, units - first);
                }
            }
            row += count;
        }
    }

    private static int rowsAtOnce(int vectors, int left) {
        if (vectors == 1 && left >= ROWS_BY_ONE) {
            return ROWS_BY_ONE;
        }
        int most = vectors > 2 && Panels.SIXTEEN_REGISTERS ? 2 : MOST_ROWS;
        return left >= most ? most : 1;
    }

    private void run(int count, int vectors, int row, int panel, float[] y, int to, int stride) {
        float[] x = factors.values();
        int width = factors.width();
        int at = factors.offset() + row * width + from;
        switch (count) {
            case 1 -> one(vectors, x, at, panel, y, to);
            case 2 -> two(vectors, x, at, panel, y, to, stride);
            case MOST_ROWS -> four(vectors, x, at, panel, y, to, stride);
            default -> EightRows.byOne(x, at, width, height, packed, panel, y, to, stride);
        }
    }

    private void one(int vectors, float[] x, int at, int panel, float[] y, int to) {
        switch (vectors) {
            case 4 -> OneRow.byFour(x, at, height, packed, panel, y, to);
            case 3 -> OneRow.byThree(x, at, height, packed, panel, y, to);
            case 2 -> OneRow.byTwo(x, at, height, packed, panel, y, to);
            default -> OneRow.byOne(x, at, height, packed, panel, y, to);
        }
    }

    private void two(int vectors, float[] x, int at, int panel, float[] y, int to, int stride) {
        if (vectors == 4) {
            TwoRows.byFour(x, at, factors.width(), height, packed, panel, y, to, stride);
        } else {
            TwoRows.byThree(x, at, factors.width(), height, packed, panel, y, to, stride);
        }
    }

    private void four(int vectors, float[] x, int at, int panel, float[] y, int to, int stride) {
        int width = factors.width();
        switch (vectors) {
            case 4 -> FourRows.byFour(x, at, width, height, packed, panel, y, to, stride);
            case 3 -> FourRows.byThree(x, at, width, height, packed, panel, y, to, stride);
            case 2 -> FourRows.byTwo(x, at, width, height, packed, panel, y, to, stride);
            default -> FourRows.byOne(x, at, width, height, packed, panel, y, to, stride);
        }
    }
}
