package io.undercurrent.cli.models;

import io.undercurrent.model.ForecastModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/** The first day that a model forecasts from. */
final class FirstOrigin {

    /** Days after training from which on a model is rather old for readings of today. */
    private static final int LONG_AFTER = 90;

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

    /**
     * What to tell somebody who did not say from when on a model is to forecast, where that is long after its training: with readings of the
     * past the model would never forecast.
     *
     * @param lastDay on which the model was trained, counted from 1970-01-01
     * @param first the day from which it is to forecast
     */
    static Optional<String> hint(OptionalInt lastDay, int first) {
        if (lastDay.isEmpty() || first - lastDay.getAsInt() <= LONG_AFTER) {
            return Optional.empty();
        }
        LocalDate last = LocalDate.ofEpochDay(lastDay.getAsInt());
        return Optional.of("It was trained until " + last + ". If the readings of the job end before "
                + LocalDate.ofEpochDay(first) + ", it will not forecast: --after-training lets it begin on "
                + last.plusDays(1));
    }
}
