package io.undercurrent.stream.time;

/** Which forecasts are written that a job makes of readings which were there before it began. */
public enum PastForecasts {
    /** All. */
    ALL,
    /** Of each series the one from the newest origin, once the past has been read. */
    NEWEST
}
