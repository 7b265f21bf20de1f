package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * How flags affect the days of a window and the days ahead: a flag is set on the day itself, on the next day, or on one
 * of the last three days. Past days use the flags as read, days ahead as announced.
 */
public final class Occasions {

    /** No flag is near. */
    public static final int NONE = -1;

    static final int ON = 0;
    static final int BEFORE = 1;
    static final int AFTER = 2;

    /** Number of kinds. */
    public static final int KINDS = 3;

    /** Days after a flag that it still affects. */
    private static final int AFTERMATH = 3;

    private final int span;
    private final FlagDays flags;
    private final double[] read;
    /** (flags, span + horizon): the kind of each day. */
    private final byte[][] kinds;

    private final boolean[] any;

    /**
     * Positions up to the newest, ascending, that no flag affects; then those that any flag affects, and those of each
     * flag.
     */
    private final Positions plain;

    private final Positions felt;
    private final Positions[] feltOf;

    /**
     *
     * @param span days up to and including the newest
     * @param horizon days after it
     */
    public Occasions(int span, int horizon, FlagDays flags) {
        this.span = span;
        this.flags = flags;
        read = new double[span];
        kinds = new byte[flags.count()][span + horizon];
        any = new boolean[span + horizon];
        plain = new Positions(span);
        felt = new Positions(span);
        feltOf = new Positions[flags.count()];
        Arrays.setAll(feltOf, flag -> new Positions(span));
    }

    /** Reads the flags of the days up to {@code day} and of the days ahead. */
    public void compute(SlidingWindow window, int day) {
        Arrays.fill(any, false);
        for (int flag = 0; flag < kinds.length; flag++) {
            byte[] kind = kinds[flag];
            int lastOn = -1 - AFTERMATH;
            Arrays.fill(kind, (byte) NONE);
            flags.copy(window, flag, day - span + 1, span, read);
            for (int i = 0; i < kind.length; i++) {
                double value = i < span ? read[i] : flags.announced(window, day - span + 1 + i, flag);
                if (value == 1) {
                    lastOn = i;
                    mark(kind, i, ON);
                    // The encoding of the present day must not depend on announcements for the next.
                    if (i > 0 && i != span && kind[i - 1] != ON) {
                        mark(kind, i - 1, BEFORE);
                    }
                } else if (isFelt(i - lastOn)) {
                    mark(kind, i, AFTER);
                }
            }
        }
        plain.collect(any, false);
        felt.collect(any, true);
        for (int flag = 0; flag < kinds.length; flag++) {
            feltOf[flag].collect(kinds[flag]);
        }
    }

    private void mark(byte[] kind, int i, int as) {
        kind[i] = (byte) as;
        any[i] = true;
    }

    /** Whether a flag still affects a day without a flag {@code days} days later, at least 1. */
    public static boolean isFelt(int days) {
        return days <= AFTERMATH;
    }

    /** Days up to the newest that no flag affects. */
    public Positions plain() {
        return plain;
    }

    /** Days up to the newest that any flag affects. */
    public Positions felt() {
        return felt;
    }

    /** Days up to the newest that this flag affects. */
    public Positions felt(int flag) {
        return feltOf[flag];
    }

    /** Number of flags. */
    public int flags() {
        return kinds.length;
    }

    /** How a flag affects the day at position {@code i}; the newest is at {@code span − 1}. */
    public int kind(int flag, int i) {
        return kinds[flag][i];
    }

    /** Whether any flag affects the day at position {@code i}. */
    public boolean any(int i) {
        return any[i];
    }

    /** A list of positions of a window, ascending. Working memory, refilled for each window. */
    public static final class Positions {

        private final int[] positions;
        private int count;

        /**
         *
         * @param span number of positions of a window
         */
        Positions(int span) {
            positions = new int[span];
        }

        /** Collects the positions whose mark is {@code as}. */
        void collect(boolean[] marks, boolean as) {
            count = 0;
            for (int i = 0; i < positions.length; i++) {
                if (marks[i] == as) {
                    positions[count++] = i;
                }
            }
        }

        /** Collects the positions that a flag affects. */
        void collect(byte[] kinds) {
            count = 0;
            for (int i = 0; i < positions.length; i++) {
                if (kinds[i] != Occasions.NONE) {
                    positions[count++] = i;
                }
            }
        }

        public int count() {
            return count;
        }

        public int at(int which) {
            return positions[which];
        }
    }
}
