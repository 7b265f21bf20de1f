package io.undercurrent.engine.window;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits on how late or early a reading may be, and how long a job waits for one, measured in message times, see {@link
 * Timekeeper}.
 *
 * @param lateness days that a reading may be older than the newest of its series, at most the window of the job;
 *     default 14 days, or the window if that is shorter
 * @param ahead days that a reading may be dated after the UTC day of its message; unlimited if not given
 * @param confirmation how long a reading more than a window after the newest waits for a second one to confirm it; such a
 *     reading is believed at once if not given
 * @param retention how long a series is remembered without a reading; for ever if not given
 */
public record TimeLimits(
        OptionalInt lateness, OptionalInt ahead, Optional<Duration> confirmation, Optional<Duration> retention) {

    private static final int DEFAULT_LATENESS = 14;
    private static final int TOMORROW = 1;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** Ten thousand years: keeps all moments within the range of milliseconds in a long. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    /** The default limits of a job. One day ahead is allowed, because days begin first in UTC+14. */
    public static final TimeLimits DEFAULT = new TimeLimits(
            OptionalInt.empty(),
            OptionalInt.of(TOMORROW),
            Optional.of(Duration.ofDays(14)),
            Optional.of(Duration.ofDays(400)));

    /** The limits for a complete history in order: all dates are believed. */
    public static final TimeLimits HISTORY =
            new TimeLimits(OptionalInt.of(0), OptionalInt.empty(), Optional.empty(), Optional.empty());

    public TimeLimits {
        requireAtLeastZero("lateness", lateness);
        requireAtLeastZero("days ahead", ahead);
        requireCountable("confirmation of jumps", confirmation);
        requireCountable("retention of series", retention);
    }

    private static void requireAtLeastZero(String name, OptionalInt days) {
        Objects.requireNonNull(days, name);
        if (days.isPresent() && days.getAsInt() < 0) {
            throw new IllegalArgumentException(name + ": expected at least 0 days, but got " + days.getAsInt());
        }
    }

    private static void requireCountable(String name, Optional<Duration> time) {
        Objects.requireNonNull(time, name);
        if (time.isPresent()
                && (time.get().compareTo(SHORTEST) < 0 || time.get().compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    name + ": expected 1 ms to " + LONGEST.toDays() + " days, but got " + time.get());
        }
    }

    /** These limits, with dates any number of days ahead allowed. */
    public TimeLimits withoutAhead() {
        return new TimeLimits(lateness, OptionalInt.empty(), confirmation, retention);
    }

    /** These limits with another lateness. */
    public TimeLimits withLateness(int days) {
        return new TimeLimits(OptionalInt.of(days), ahead, confirmation, retention);
    }

    /**
     * The lateness of a job that keeps {@code window} days to look back on.
     *
     * @throws IllegalArgumentException if more was asked for
     */
    public int lateness(int window) {
        if (lateness.isEmpty()) {
            return Math.min(DEFAULT_LATENESS, window);
        }
        if (lateness.getAsInt() > window) {
            throw new IllegalArgumentException(
                    "lateness: expected at most the " + window + " days of the window, but got " + lateness.getAsInt());
        }
        return lateness.getAsInt();
    }
}
