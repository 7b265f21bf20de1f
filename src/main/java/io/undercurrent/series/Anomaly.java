package io.undercurrent.series;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A day that was not to be expected: its value by the forecasts made before it, that it repeats the one before, or that days before it
 * have none. Or that such a day is none any more.
 *
 * @param key the series
 * @param day counted from 1970-01-01
 * @param target name of the value
 * @param revision of the day, higher each time a correction changes it; the highest one of a day counts
 * @param model name of the model in force
 * @param withdrawn whether the day was an anomaly in an earlier revision and is none after a correction
 * @param actual the value read; NaN if it was taken back
 * @param expected the median of the newest forecast made for the day, as a rule that of the day before; NaN where {@code
 *     actual} is
 * @param lower the lowest quantile of it, likewise
 * @param upper the highest quantile of it, likewise
 * @param surprise of the day, and what of it was surprising
 */
public record Anomaly(
        String key,
        int day,
        String target,
        int revision,
        String model,
        boolean withdrawn,
        double actual,
        double expected,
        double lower,
        double upper,
        TargetScore.Surprise surprise) {

    public Anomaly {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(surprise, "surprise");
        if (!withdrawn && Double.isNaN(actual)) {
            throw new IllegalArgumentException("actual: expected a number for an anomaly, but there is none");
        }
    }

    /** The day as a calendar date. */
    public LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }
}
