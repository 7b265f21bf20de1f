package io.undercurrent.simulator;

import io.undercurrent.series.Reading;

/**
 * One day of one store.
 *
 * @param reading what was read
 * @param expected for each target the mean of what could have been read, given all that happened up to the day before and
 *     the calendar and promotion of the day. No forecast made the day before has a smaller mean squared error than this one,
 *     and even it is out of reach of whoever sees the readings alone
 */
public record StoreDay(Reading reading, double[] expected) {

    /** What was expected, as a reading of the targets alone. */
    public Reading expectation() {
        return new Reading(reading.key(), reading.day(), expected);
    }
}
