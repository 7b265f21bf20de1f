package io.undercurrent.demo;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * A replayed day and the state of the forecasts.
 *
 * @param day number of the day, from 1
 * @param date its date
 * @param messages messages sent: for each store the reading of the day, and what is known in advance of a day ahead
 * @param forecasts forecasts received from this day, for each store two: the announcement revises the first
 * @param latency from the first message sent to the last forecast received
 * @param stores some of the stores
 * @param scores one a target, over all stores and all days up to this one
 */
public record DayReport(
        int day,
        LocalDate date,
        int messages,
        int forecasts,
        Duration latency,
        List<StoreLine> stores,
        List<TargetErrors> scores) {

    /**
     * A store on this day.
     *
     * @param reading what happened
     * @param yesterday the forecast made the day before, its first day being this one
     * @param today the forecast made from this day
     */
    public record StoreLine(Reading reading, Forecast yesterday, Forecast today) {}

    /**
     * The errors of forecasts of one target.
     *
     * @param nextDay of those for the day after the origin
     * @param nextWeek of those for the seventh day after it
     */
    public record TargetErrors(String target, Score nextDay, Score nextWeek) {}
}
