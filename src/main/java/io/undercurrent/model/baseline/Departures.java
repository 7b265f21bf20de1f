package io.undercurrent.model.baseline;

/** The departures of a window's days from their expected values; implementations differ in how they expect. */
interface Departures {

    /** Whether the window holds enough days for expected values. */
    boolean isKnown();

    /** Mean absolute departure; NaN if unknown. */
    float scale();

    /** Each day's value minus its expected value, the newest last; 0 for days without a value. */
    float[] anomalies();

    /** Whether there was a value {@code daysAgo} days before the newest. */
    boolean hasValue(int daysAgo);
}
