package io.undercurrent.nn.vector;

import java.util.Arrays;

/**
 * The panels of a product: one to four vectors of columns, which {@link OneRow}, {@link TwoRows}, {@link FourRows} and {@link
 * EightRows} multiply with some rows, all sums in registers. Their code is unrolled by hand, because vectors in an array would be
 * objects.
 *
 * <p>Their arguments are x: rows that begin at {@code from} and {@code xStride} apart; kernel: (height × vectors) from {@code panel}
 * on; y: receives rows that begin at {@code to} and {@code stride} apart.
 */
final class Panels {

    /** Most vectors in a panel. */
    static final int WIDEST = 4;

    /** Whether vectors are those of AVX2, which has sixteen registers. Processors with longer or shorter vectors have 32. */
    static final boolean SIXTEEN_REGISTERS = Lanes.COUNT == 8;

    private Panels() {}

    /**
     * The number of vectors in each panel, as wide as possible. A panel of one vector is used only if nothing else fits, because
     * the processor would wait for each of its sums.
     */
    static int[] widths(int vectors, int widest) {
        int[] widths = new int[vectors];
        int panels = 0;
        int left = vectors;
        while (left > 0) {
            int width = left == widest + 1 && widest > 2 ? widest - 1 : Math.min(widest, left);
            widths[panels++] = width;
            left -= width;
        }
        return Arrays.copyOf(widths, panels);
    }
}
