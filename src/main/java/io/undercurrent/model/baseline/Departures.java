package io.undercurrent.model.baseline;

/** How the days of a window departed from what was to be expected of them, by one way or another to expect something. */
interface Departures {

    /** Whether the window holds enough to expect anything. */
    boolean isKnown();

    /** Mean distance of the days from what was expected; NaN where unknown. */
    float scale();

    /** Day by day the value minus what was expected of it, the newest last; 0 where there is no value. */
    float[] anomalies();

    /** Whether there was a value {@code daysAgo} days before the newest. */
    boolean hasValue(int daysAgo);
}
