package io.undercurrent.dashboard.state.day;

import java.util.stream.IntStream;

/** Which flags the days of a series have: those of its history, and those ahead of its newest day, for which flags may be announced. */
public final class FlagRing {

    /** Days ahead of the newest day that are kept. */
    public static final int AHEAD = 120;

    private final byte[] flags;
    /** The last day that is kept. */
    private int last;

    /**
     * @param days of history that are kept
     * @param newest the newest day of the series
     */
    public FlagRing(int days, int newest) {
        flags = new byte[days + AHEAD];
        last = newest + AHEAD;
    }

    /** Moves on to a newest day, which forgets as many days at the other end. */
    public void advance(int newest) {
        int end = newest + AHEAD;
        if (end - (long) last >= flags.length) {
            last = end - flags.length;
        }
        while (last < end) {
            last++;
            flags[slot(last)] = 0;
        }
    }

    /** Raises and lowers flags of a day, each given as bits; whether anything changed. A day that is not kept changes nothing. */
    public boolean set(int day, int raised, int lowered) {
        if (!isKept(day)) {
            return false;
        }
        byte before = flags[slot(day)];
        byte after = (byte) (before & ~lowered | raised);
        flags[slot(day)] = after;
        return after != before;
    }

    /** The days that have the flag at a position, ascending. */
    public int[] days(int position) {
        return IntStream.rangeClosed(last - flags.length + 1, last)
                .filter(day -> (flags[slot(day)] >> position & 1) != 0)
                .toArray();
    }

    private boolean isKept(int day) {
        return day <= last && last - (long) day < flags.length;
    }

    private int slot(int day) {
        return Math.floorMod(day, flags.length);
    }
}
