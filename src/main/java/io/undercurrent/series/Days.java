package io.undercurrent.series;

/** Lengths of time, in days. */
public final class Days {

    /** Days of a week: the period of weekday patterns. */
    public static final int WEEK = 7;

    private Days() {}
}
