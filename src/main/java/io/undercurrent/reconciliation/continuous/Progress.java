package io.undercurrent.reconciliation.continuous;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far the series of a connected part of a hierarchy have come together. As numbers: the version 1, the closed day, the series that
 * have ended, the first day with a change, the time of the next look, and for each open origin the origin, the series that are complete
 * and how long to wait for the others.
 */
public final class Progress {

    /** Until nothing is closed. */
    static final int NOTHING = Integer.MIN_VALUE;

    /** While nothing has changed. */
    static final int UNCHANGED = Integer.MAX_VALUE;

    /** Where there is no time to look. */
    public static final long NO_TIME = Long.MAX_VALUE;

    private static final long VERSION = 1;
    private static final int HEAD = 5;
    private static final int EACH = 3;

    private int closed = NOTHING;
    private int ended;
    private int changedFrom = UNCHANGED;
    private long again = NO_TIME;
    private final NavigableMap<Integer, Open> open = new TreeMap<>();

    /** An origin whose forecasts may still change. */
    static final class Open {

        /** Series with all that is expected of them. */
        private int complete;
        /** Until then its forecasts wait for each other; before any time once they were let go. */
        private long until = NO_TIME;

        boolean isReleased() {
            return until == Long.MIN_VALUE;
        }

        int complete() {
            return complete;
        }

        long until() {
            return until;
        }

        void release() {
            until = Long.MIN_VALUE;
        }

        void waitUntil(long time) {
            until = Math.min(until, time);
        }

        void add(int series) {
            complete += series;
        }
    }

    /** The last origin whose forecasts cannot change any more, {@link #NOTHING} before the first. */
    int closed() {
        return closed;
    }

    void close(int origin) {
        closed = origin;
        open.headMap(origin, true).clear();
    }

    /** The series that had ended at the newest origin. */
    int ended() {
        return ended;
    }

    void endedAre(int series) {
        ended = series;
    }

    int changedFrom() {
        return changedFrom;
    }

    void changed(int from) {
        changedFrom = Math.min(changedFrom, from);
    }

    void settled() {
        changedFrom = UNCHANGED;
        again = NO_TIME;
    }

    NavigableMap<Integer, Open> open() {
        return open;
    }

    Open open(int origin) {
        return open.computeIfAbsent(origin, none -> new Open());
    }

    void again(long time) {
        again = Math.min(again, time);
    }

    /** The first time at which something has to be done; {@link #NO_TIME} if there is nothing to do. */
    public long next() {
        long next = again;
        for (Open origin : open.values()) {
            next = origin.isReleased() ? next : Math.min(next, origin.until());
        }
        return next;
    }

    /** All of it as numbers. */
    public long[] write() {
        long[] numbers = new long[HEAD + EACH * open.size()];
        numbers[0] = VERSION;
        numbers[1] = closed;
        numbers[2] = ended;
        numbers[3] = changedFrom;
        numbers[4] = again;
        int next = HEAD;
        for (var origin : open.entrySet()) {
            numbers[next++] = origin.getKey();
            numbers[next++] = origin.getValue().complete;
            numbers[next++] = origin.getValue().until;
        }
        return numbers;
    }

    /**
     * The progress that {@link #write} gave.
     *
     * @param numbers null before the first message
     * @throws IllegalArgumentException if they are of a later version
     */
    public static Progress read(long[] numbers) {
        Progress progress = new Progress();
        if (numbers == null) {
            return progress;
        }
        if (numbers[0] != VERSION) {
            throw new IllegalArgumentException("progress of sums: expected version " + VERSION + ", but got "
                    + numbers[0] + ": written by a later release?");
        }
        progress.closed = (int) numbers[1];
        progress.ended = (int) numbers[2];
        progress.changedFrom = (int) numbers[3];
        progress.again = numbers[4];
        for (int next = HEAD; next < numbers.length; next += EACH) {
            Open origin = progress.open((int) numbers[next]);
            origin.complete = (int) numbers[next + 1];
            origin.until = numbers[next + 2];
        }
        return progress;
    }
}
