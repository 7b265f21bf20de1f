package io.undercurrent.series;

/** Spans of days that say something about series. */
public final class Days {

    /** After so many days the same weekday comes again, and with it what is usual on it. */
    public static final int WEEK = 7;

    private Days() {}
}
