package io.undercurrent.bench.accuracy;

import io.undercurrent.evaluation.Origins;
import java.time.LocalDate;

/**
 * Days that forecasts are scored on.
 *
 * @param role what the figures are for
 * @param until last day of training
 * @param from first origin
 * @param to last origin
 * @param every days between origins
 */
public record Period(Role role, LocalDate until, LocalDate from, LocalDate to, int every) {

    /** What figures are for. */
    public enum Role {
        /** Choices are made by these: no day of the test is among them. */
        VALIDATION,
        /** What is reported, and chooses nothing. */
        TEST,
        /** Many origins, so that the share inside an interval at one lead says something. */
        INTERVALS,
        /** Few origins, from each of which the series are made to look young. */
        AGES
    }

    /** All forecasts from one origin, the last day of training. */
    static Period once(Role role, String until) {
        return each(role, until, until, until, 1);
    }

    static Period each(Role role, String until, String from, String to, int every) {
        return new Period(role, LocalDate.parse(until), LocalDate.parse(from), LocalDate.parse(to), every);
    }

    Origins origins() {
        return new Origins(Math.toIntExact(from.toEpochDay()), Math.toIntExact(to.toEpochDay()), every);
    }
}
