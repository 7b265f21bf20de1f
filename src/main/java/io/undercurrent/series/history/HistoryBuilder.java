package io.undercurrent.series.history;

import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects readings in any order into one {@link History} a series. Several readings of one day merge by value, the later
 * one winning, as they do in the stream.
 */
public final class HistoryBuilder {

    /** A gap of this many days without a reading of any series separates the days after it: a quarter of a year. */
    private static final int GAP_OF_ALL = 90;

    /** The same for a single series, which may pause while others go on: two years. */
    private static final int GAP_OF_ONE = 731;

    private final int columns;
    /** By key, so that the histories do not depend on the order of the readings. */
    private final Map<String, SparseDays> series = new TreeMap<>();

    /**
     * @param columns number of values a day
     */
    public HistoryBuilder(int columns) {
        this.columns = columns;
    }

    /**
     * @throws IllegalArgumentException if the reading has another number of columns
     */
    public void add(Reading reading) {
        if (reading.values().length != columns) {
            throw new IllegalArgumentException("reading of series '" + reading.key() + "' on " + reading.date()
                    + ": expected " + columns + " values, but got " + reading.values().length);
        }
        SparseDays known = series.get(reading.key());
        boolean retraction = reading.retracts() && !reading.hasAny(0, columns);
        if (retraction && (known == null || !known.has(reading.day()))) {
            return;
        }
        series.computeIfAbsent(reading.key(), key -> new SparseDays(columns)).add(reading.day(), reading.values());
    }

    /**
     * Removes the readings on {@link LoneDays}, whose dates are most likely wrong: a single one would lengthen the span
     * of all series by years. Readings of covariates alone are not counted and stay.
     *
     * @param targets number of leading columns that are targets
     * @return the readings removed, by key and day
     */
    public List<Reading> takeOutLoneDays(int targets) {
        SortedSet<Integer> ofAll = new TreeSet<>();
        series.values().forEach(days -> ofAll.addAll(days.withTarget(targets)));
        Set<Integer> alone = LoneDays.of(ofAll, GAP_OF_ALL);
        List<Reading> takenOut = new ArrayList<>();
        series.forEach((key, days) -> {
            SortedSet<Integer> own = new TreeSet<>(days.withTarget(targets));
            Set<Integer> wrong = new TreeSet<>(own);
            wrong.retainAll(alone);
            own.removeAll(wrong);
            wrong.addAll(LoneDays.of(own, GAP_OF_ONE));
            wrong.forEach(day -> takenOut.add(new Reading(key, day, days.remove(day))));
        });
        series.values().removeIf(SparseDays::isEmpty);
        return takenOut;
    }

    /**
     * The histories so far, in the order of their keys.
     *
     * @throws IllegalArgumentException if the days of a series lie too far apart
     */
    public List<History> build() {
        return series.entrySet().stream()
                .map(entry -> entry.getValue().history(entry.getKey()))
                .toList();
    }
}
