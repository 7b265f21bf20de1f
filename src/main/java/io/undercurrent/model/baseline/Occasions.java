package io.undercurrent.model.baseline;

import io.undercurrent.model.window.FlagDays;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * What flags make of the days of a window and of those ahead of it: a flag stands on a day, or on the next one, or stood on one
 * of the last three. Days of the past count as they were, days ahead as they were announced.
 */
public final class Occasions {

    /** No flag is near. */
    static final int NONE = -1;

    static final int ON = 0;
    static final int BEFORE = 1;
    static final int AFTER = 2;

    /** Number of kinds. */
    static final int KINDS = 3;

    /** Days after a flag that still feel it. */
    private static final int AFTERMATH = 3;

    private final int span;
    private final FlagDays flags;
    private final double[] read;
    /** (flags, span + horizon): the kind of each day. */
    private final byte[][] kinds;

    private final boolean[] any;

    /** Positions up to the newest, in their order, of which no flag makes anything, any flag, and each of them. */
    private final Positions plain;

    private final Positions felt;
    private final Positions[] feltOf;

    /**
     * @param span days up to and including the newest
     * @param horizon days after it
     */
    Occasions(int span, int horizon, FlagDays flags) {
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

    /** Takes in the flags of the days up to {@code day} and of those ahead. */
    void compute(SlidingWindow window, int day) {
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
                    // What is said of the present day must not depend on what was announced of the next.
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

    /** Whether a day that bears no flag itself feels one that stood on the day {@code days} days before it, at least 1. */
    public static boolean isFelt(int days) {
        return days <= AFTERMATH;
    }

    /** Days up to the newest of which no flag makes anything. */
    Positions plain() {
        return plain;
    }

    /** Days up to the newest of which any flag makes anything. */
    Positions felt() {
        return felt;
    }

    /** Days up to the newest of which this flag makes anything. */
    Positions felt(int flag) {
        return feltOf[flag];
    }

    /** Number of flags. */
    int flags() {
        return kinds.length;
    }

    /** What a flag makes of the day at position {@code i}, the newest at {@code span − 1}. */
    int kind(int flag, int i) {
        return kinds[flag][i];
    }

    /** Whether any flag makes anything of it. */
    boolean any(int i) {
        return any[i];
    }
}
