package io.undercurrent.engine.step;

import java.util.Arrays;

/** Buffers of rows. */
final class Buffers {

    /** The longest array that every JVM can allocate. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Buffers() {}

    /**
     * Length of a buffer of {@code rows} rows.
     *
     * @throws IllegalStateException if no array can be that long
     */
    static int length(int rows, int width) {
        long length = (long) rows * width;
        if (length > LONGEST) {
            throw new IllegalStateException("bundle: expected at most " + LONGEST + " numbers in a buffer, but " + rows
                    + " rows of " + width + " take " + length + ": a smaller bundle size needs fewer");
        }
        return (int) length;
    }

    /** The same for twice the rows, or for as many as fit in an array. */
    static int roomyLength(int rows, int width) {
        return (int) Math.min(LONGEST, 2L * length(rows, width));
    }

    /** The buffer, or a larger copy if {@code rows} rows do not fit. */
    static float[] withRoomFor(int rows, int width, float[] buffer) {
        return length(rows, width) <= buffer.length ? buffer : Arrays.copyOf(buffer, roomyLength(rows, width));
    }

    /** Copies a state into a row of {@code states}; null stands for the zeros that every series starts from. */
    static void putState(float[] state, int row, int size, float[] states) {
        if (state == null) {
            Arrays.fill(states, row * size, (row + 1) * size, 0);
        } else {
            System.arraycopy(state, 0, states, row * size, size);
        }
    }
}
