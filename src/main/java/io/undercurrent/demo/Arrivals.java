package io.undercurrent.demo;

import io.undercurrent.series.Forecast;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the forecasts received for each origin, and lets a thread wait for all of them. Thread-safe. */
final class Arrivals {

    private final Map<Integer, Set<Id>> forecasts = new HashMap<>();
    private final Map<Integer, Long> times = new HashMap<>();

    private long total;

    private record Id(String key, int revision) {}

    /** Notes a forecast; one that has come before changes nothing. */
    synchronized void arrived(Forecast forecast) {
        Id id = new Id(forecast.key(), forecast.revision());
        if (forecasts
                .computeIfAbsent(forecast.origin(), unused -> new HashSet<>())
                .add(id)) {
            times.put(forecast.origin(), System.nanoTime());
            total++;
            notifyAll();
        }
    }

    /** Number of forecasts from {@code origin} that have come, revisions included. */
    synchronized int count(int origin) {
        return forecasts.getOrDefault(origin, Set.of()).size();
    }

    /** Number of forecasts that have ever come. */
    synchronized long total() {
        return total;
    }

    /** When the newest forecast from {@code origin} came, as {@link System#nanoTime}. */
    synchronized long newest(int origin) {
        return times.get(origin);
    }

    /**
     * Waits until {@code count} forecasts from {@code origin} have come, but no longer than {@code millis}.
     *
     * @return whether they have
     */
    synchronized boolean await(int origin, int count, long millis) throws InterruptedException {
        long end = System.nanoTime() + 1_000_000 * millis;
        while (count(origin) < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Forgets all origins before {@code day}. */
    synchronized void forgetBefore(int day) {
        forecasts.keySet().removeIf(origin -> origin < day);
        times.keySet().removeIf(origin -> origin < day);
    }
}
