package io.undercurrent.simulator;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A change of the sales of all stores for good, which nothing announces: for looking at how forecasts cope with it.
 *
 * @param date the first day with it
 * @param factor of all mean sales from then on, such as 0.6
 */
public record LevelShift(LocalDate date, double factor) {

    /** More sales than a whole number holds would be cut off. */
    private static final double MOST = 1e6;

    public LevelShift {
        Objects.requireNonNull(date, "date");
        if (!(factor > 0 && factor <= MOST)) {
            throw new IllegalArgumentException(
                    "level shift: expected a factor above 0 and at most " + (long) MOST + ", but got " + factor);
        }
    }
}
