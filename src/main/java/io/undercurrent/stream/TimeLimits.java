package io.undercurrent.stream;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How far from its place in time a reading may come.
 *
 * @param lateness days that a reading may be older than the newest of its series, at most the window of the model; a
 *     fortnight, or the window where that is shorter, if not given
 */
public record TimeLimits(OptionalInt lateness) {

    /** The limits of a job that does not say. */
    public static final TimeLimits DEFAULT = new TimeLimits(OptionalInt.empty());

    private static final int DEFAULT_LATENESS = 14;

    public TimeLimits {
        Objects.requireNonNull(lateness, "lateness");
        if (lateness.isPresent() && lateness.getAsInt() < 0) {
            throw new IllegalArgumentException("lateness: expected at least 0 days, but got " + lateness.getAsInt());
        }
    }

    /**
     * The lateness for a model that looks back {@code window} days.
     *
     * @throws IllegalArgumentException if more was asked for
     */
    public int lateness(int window) {
        if (lateness.isEmpty()) {
            return Math.min(DEFAULT_LATENESS, window);
        }
        if (lateness.getAsInt() > window) {
            throw new IllegalArgumentException("lateness: expected at most the " + window
                    + " days of the model's window, but got " + lateness.getAsInt());
        }
        return lateness.getAsInt();
    }
}
