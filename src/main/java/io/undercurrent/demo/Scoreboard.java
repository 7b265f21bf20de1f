package io.undercurrent.demo;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.StoreDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares forecasts with the values that came and with two reference forecasts: the last value of the same weekday
 * (the seasonal naive forecast), which a model should beat, and the simulator's expected value, which no model can
 * beat.
 *
 * <p>Readings and forecasts may come in any order; each pair is scored once, when its second half arrives. Days older than a
 * horizon and two weeks are forgotten. Safe for several threads.
 */
final class Scoreboard {

    private final int firstDay;
    private final int longestLead;
    private final int keptDays;
    private final Map<String, Track> tracks = new HashMap<>();
    /** By target, then lead. */
    private final Tally[][] tallies;

    /**
     * @param shape of the forecasts; the targets are the leading columns of the readings
     * @param firstDay the first day that is scored, counted from 1970-01-01
     * @param longestLead days ahead up to which forecasts are scored, at most the horizon
     */
    Scoreboard(ForecastShape shape, int firstDay, int longestLead) {
        if (longestLead < 1 || longestLead > shape.horizon()) {
            throw new IllegalArgumentException(
                    "longestLead: expected 1 to " + shape.horizon() + " days, but got " + longestLead);
        }
        this.firstDay = firstDay;
        this.longestLead = longestLead;
        this.keptDays = longestLead + 2 * WEEK;
        this.tallies = new Tally[shape.targets().size()][longestLead];
        for (Tally[] row : tallies) {
            for (int lead = 0; lead < longestLead; lead++) {
                row[lead] = new Tally();
            }
        }
    }

    /** Takes what happened on a day; days before the first scored one serve the seasonal naive forecast. */
    synchronized void happened(StoreDay day) {
        Track track = track(day.reading().key());
        track.days.put(day.reading().day(), day);
        for (int lead = 1; lead <= longestLead; lead++) {
            Forecast forecast = track.forecasts.get(day.reading().day() - lead);
            if (forecast != null) {
                score(track, forecast, lead, day);
            }
        }
        track.forget(day.reading().day() - keptDays);
    }

    /** Takes a forecast. Of several from one origin, the first counts. */
    synchronized void forecast(Forecast forecast) {
        Track track = track(forecast.key());
        if (track.forecasts.putIfAbsent(forecast.origin(), forecast) == null) {
            for (int lead = 1; lead <= longestLead; lead++) {
                StoreDay day = track.days.get(forecast.origin() + lead);
                if (day != null) {
                    score(track, forecast, lead, day);
                }
            }
        }
    }

    private Track track(String key) {
        return tracks.computeIfAbsent(key, unused -> new Track());
    }

    private void score(Track track, Forecast forecast, int lead, StoreDay day) {
        if (day.reading().day() < firstDay) {
            return;
        }
        // The newest day of the same weekday that the forecast knew.
        int weeks = (lead + WEEK - 1) / WEEK;
        StoreDay sameWeekday = track.days.get(day.reading().day() - weeks * WEEK);
        if (sameWeekday == null) {
            return;
        }
        for (int target = 0; target < tallies.length; target++) {
            tallies[target][lead - 1].add(
                    forecast, target, lead, day, sameWeekday.reading().values()[target]);
        }
    }

    /** The score so far of a target at a lead (1 being the day after the origin). */
    synchronized Score score(int target, int lead) {
        return tallies[target][lead - 1].score();
    }

    /** The forecast of a series from an origin, where it has come and is not forgotten. */
    synchronized Optional<Forecast> forecastFrom(String key, int origin) {
        return Optional.ofNullable(track(key).forecasts.get(origin));
    }

    /** What is remembered of a store, by day and by origin. */
    private static final class Track {
        private final Map<Integer, StoreDay> days = new HashMap<>();
        private final Map<Integer, Forecast> forecasts = new HashMap<>();

        void forget(int before) {
            days.remove(before);
            forecasts.remove(before);
        }
    }

    /** Sums of squared errors. */
    private static final class Tally {
        private long count;
        private long inside;
        private double model;
        private double naive;
        private double expected;

        void add(Forecast forecast, int target, int lead, StoreDay day, double sameWeekday) {
            Reading reading = day.reading();
            double actual = reading.values()[target];
            ForecastShape shape = forecast.shape();
            double low = forecast.value(target, 0, lead - 1);
            double high = forecast.value(target, shape.quantiles().size() - 1, lead - 1);
            count++;
            inside += actual >= low && actual <= high ? 1 : 0;
            model += square(forecast.value(target, shape.median(), lead - 1) - actual);
            naive += square(sameWeekday - actual);
            expected += square(day.expected()[target] - actual);
        }

        private static double square(double value) {
            return value * value;
        }

        Score score() {
            return new Score(
                    count,
                    Math.sqrt(model / count),
                    Math.sqrt(naive / count),
                    Math.sqrt(expected / count),
                    (double) inside / count);
        }
    }
}
