package io.undercurrent.cli.models;

import io.undercurrent.model.ForecastModel;
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

    /**
     * The day after the last one that a model was trained on.
     *
     * @throws IllegalArgumentException if it does not say
     */
    static int afterTraining(ForecastModel model) {
        return 1
                + model.provenance()
                        .lastDay()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--after-training: expected a model that says until when it was trained, but "
                                        + model.id() + " does not: --from takes a date"));
    }
}
