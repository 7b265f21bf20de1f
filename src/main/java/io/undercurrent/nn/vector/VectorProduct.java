package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Product;
import java.util.Arrays;

/**
 * A product whose kernel is packed once into panels, each a few vectors of units wide, in the order in which {@link
 * Panels} read it.
 */
final class VectorProduct implements Product {

    private static final int ROWS_AT_ONCE = 4;
    /**
     * Most vectors in a panel. Four rows times three vectors are twelve sums; with three vectors of the kernel and one
     * of the row they fill the sixteen registers of AVX2. Processors with longer or shorter vectors have 32 registers.
     */
    private static final int WIDEST = Lanes.COUNT == 8 ? 3 : 4;

    private final VectorFactors factors;
    private final int from;
    private final int height;
    private final int units;
    /** Number of vectors in each panel. */
    private final int[] widths;
    /** The panels one after another, each (height × vectors), padded with zeros. */
    private final float[] packed;
    /** Results of a few rows for a panel that is wider than the rest of a row. */
    private final float[] edge = new float[ROWS_AT_ONCE * WIDEST * Lanes.COUNT];

    VectorProduct(VectorFactors factors, int from, int height, int units) {
        this.factors = factors;
        this.from = from;
        this.height = height;
        this.units = units;
        int vectors = (units + Lanes.COUNT - 1) / Lanes.COUNT;
        this.widths = widths(vectors);
        this.packed = new float[height * vectors * Lanes.COUNT];
    }

    /**
     * The widest panels possible. A panel of one vector is used only if nothing else fits, because the processor would
     * wait for each of its sums.
     */
    private static int[] widths(int vectors) {
        int[] widths = new int[vectors];
        int panels = 0;
        int left = vectors;
        while (left > 0) {
            int width = left == WIDEST + 1 ? WIDEST - 1 : Math.min(WIDEST, left);
            widths[panels++] = width;
            left -= width;
        }
        return Arrays.copyOf(widths, panels);
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

    @Override
    public void run(float[] y) {
        int panel = 0;
        int first = 0;
        for (int vectors : widths) {
            int width = vectors * Lanes.COUNT;
            if (first + width <= units) {
                runPanel(vectors, panel, y, first, units);
            } else {
                runEdge(vectors, panel, y, first);
            }
            panel += height * width;
            first += width;
        }
    }

    private void runPanel(int vectors, int panel, float[] y, int first, int stride) {
        int rows = factors.rows();
        int row = 0;
        for (; row <= rows - ROWS_AT_ONCE; row += ROWS_AT_ONCE) {
            four(vectors, row, panel, y, first + row * stride, stride);
        }
        for (; row < rows; row++) {
            one(vectors, row, panel, y, first + row * stride);
        }
    }

    private void runEdge(int vectors, int panel, float[] y, int first) {
        int rows = factors.rows();
        int width = vectors * Lanes.COUNT;
        int row = 0;
        while (row < rows) {
            int count = row <= rows - ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
            if (count == ROWS_AT_ONCE) {
                four(vectors, row, panel, edge, 0, width);
            } else {
                one(vectors, row, panel, edge, 0);
            }
            for (int i = 0; i < count; i++) {
                System.arraycopy(edge, i * width, y, first + (row + i) * units, units - first);
            }
            row += count;
        }
    }

    private void four(int vectors, int row, int panel, float[] y, int to, int stride) {
        int width = factors.width();
        int x = factors.offset() + row * width + from;
        switch (vectors) {
            case 4 -> Panels.fourByFour(factors.values(), x, width, height, packed, panel, y, to, stride);
            case 3 -> Panels.fourByThree(factors.values(), x, width, height, packed, panel, y, to, stride);
            case 2 -> Panels.fourByTwo(factors.values(), x, width, height, packed, panel, y, to, stride);
            default -> Panels.fourByOne(factors.values(), x, width, height, packed, panel, y, to, stride);
        }
    }

    private void one(int vectors, int row, int panel, float[] y, int to) {
        int x = factors.offset() + row * factors.width() + from;
        switch (vectors) {
            case 4 -> Panels.oneByFour(factors.values(), x, height, packed, panel, y, to);
            case 3 -> Panels.oneByThree(factors.values(), x, height, packed, panel, y, to);
            case 2 -> Panels.oneByTwo(factors.values(), x, height, packed, panel, y, to);
            default -> Panels.oneByOne(factors.values(), x, height, packed, panel, y, to);
        }
    }
}
