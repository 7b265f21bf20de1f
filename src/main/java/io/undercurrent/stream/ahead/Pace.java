package io.undercurrent.stream.ahead;

import java.util.function.LongSupplier;

/**
 * How long a task rests each time it has prepared some of its series, so that all of them are done in time and readings hardly notice: it
 * works at leisure, or in haste where the days pass too fast for that. How long a day takes, and how many series there are, is what the
 * day before showed.
 */
final class Pace {

    /**
     * A rest is so many times as long as it took to hand some series on, which is half of what they cost: the task works at them for a
     * seventh of the time.
     */
    private static final int AT_LEISURE = 12;

    /** The same in haste: two fifths of the time. */
    private static final int IN_HASTE = 3;

    /** Share of the time until the deadline after which all series are to be done. */
    private static final double IN_TIME = 0.75;

    private static final double NANOS_A_MILLI = 1e6;

    private final LongSupplier nanoTime;

    private long dayBegan;
    /** Since the day began. */
    private long readings;
    /** Days from the newest until the first origin that the series are prepared for; 0 where they are late for it. */
    private int daysLeft;

    /** Of the day before; 0 where none was whole. */
    private double nanosADay;

    private double readingsADay;

    private long sweepBegan;
    /** Series of the present sweep that are prepared. */
    private long prepared;

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void reading() {
        readings++;
    }

    /**
     * A new day begins.
     *
     * @param passed days since the one that began before; 0 for the first one
     */
    void nextDay(int passed) {
        long now = nanoTime.getAsLong();
        if (passed > 0) {
            nanosADay = (now - dayBegan) / (double) passed;
            readingsADay = readings / (double) passed;
        }
        dayBegan = now;
        readings = 0;
    }

    /** Series are prepared for a first origin so many days after the newest; 0 where it is there. */
    void setDaysLeft(int daysLeft) {
        this.daysLeft = daysLeft;
    }

    void beginSweep() {
        sweepBegan = nanoTime.getAsLong();
        prepared = 0;
    }

    /**
     * Milliseconds to rest after some series were prepared.
     *
     * @param since the moment at which that began
     */
    long rest(int series, long since) {
        long now = nanoTime.getAsLong();
        prepared += series;
        return 1 + (long) ((isLate(now) ? IN_HASTE : AT_LEISURE) * (now - since) / NANOS_A_MILLI);
    }

    /** The deadline is the end of the last day but one, and on the last day the end of that. */
    private boolean isLate(long now) {
        if (daysLeft == 0) {
            return false;
        }
        if (nanosADay == 0) {
            return daysLeft == 1;
        }
        double deadline = dayBegan + Math.max(1, daysLeft - 1) * nanosADay;
        return prepared < readingsADay * (now - sweepBegan) / (IN_TIME * (deadline - sweepBegan));
    }
}
