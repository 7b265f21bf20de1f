package io.undercurrent.cli.models;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The first day that a model forecasts from. */
final class FirstOrigin {

    private FirstOrigin() {}

    /**
     * The day, counted from 1970-01-01.
     *
     * @param date null for the day of {@code now} in UTC
     */
    static int of(LocalDate date, Instant now) {
        LocalDate day = date == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : date;
        return Math.toIntExact(day.toEpochDay());
    }
}
