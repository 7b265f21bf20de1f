package io.undercurrent.series;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects readings in any order into one {@link History} a series. Several readings of one day merge by value, the later
 * one winning, as they do in the stream.
 */
public final class HistoryBuilder {

    /** Bounds the memory that one reading with a wrong date can cost: about 270 years. */
    private static final int MOST_DAYS = 100_000;

    private final int columns;
    private final Map<String, Growing> series = new LinkedHashMap<>();

    /**
     * @param columns number of values a day
     */
    public HistoryBuilder(int columns) {
        this.columns = columns;
    }

    /**
     * @throws IllegalArgumentException if the reading has another number of columns or lies more than 100,000 days from the
     *     others of its series
     */
    public void add(Reading reading) {
        if (reading.values().length != columns) {
            throw new IllegalArgumentException("reading of series '" + reading.key() + "' on " + reading.date()
                    + ": expected " + columns + " values, but got " + reading.values().length);
        }
        series.computeIfAbsent(reading.key(), key -> new Growing(reading.day())).add(reading);
    }

    /** The histories so far, in the order in which their keys first came. */
    public List<History> build() {
        return series.entrySet().stream()
                .map(entry -> entry.getValue().history(entry.getKey()))
                .toList();
    }

    /** The days of one series, with room to grow at both ends. */
    private final class Growing {
        private int from;
        private int to;
        private int first;
        private double[] values = new double[columns];

        Growing(int day) {
            from = day;
            to = day;
            first = day;
            Arrays.fill(values, Double.NaN);
        }

        void add(Reading reading) {
            int day = reading.day();
            reserve(day, reading.key());
            from = Math.min(from, day);
            to = Math.max(to, day);
            for (int column = 0; column < columns; column++) {
                double value = reading.values()[column];
                if (!Double.isNaN(value)) {
                    values[(day - first) * columns + column] = value;
                }
            }
        }

        private void reserve(int day, String key) {
            int capacity = values.length / columns;
            if (day >= first && day < first + capacity) {
                return;
            }
            long needed = Math.max(to, day) - (long) Math.min(from, day) + 1;
            if (needed > MOST_DAYS) {
                throw new IllegalArgumentException("date of series '" + key + "': expected all days within " + MOST_DAYS
                        + " of each other, but they span " + needed);
            }
            int grown = (int) Math.max(needed, Math.min(MOST_DAYS, 2L * capacity));
            int newFirst = day < first ? Math.max(to, day) - grown + 1 : Math.min(from, day);
            double[] larger = new double[grown * columns];
            Arrays.fill(larger, Double.NaN);
            System.arraycopy(
                    values, (from - first) * columns, larger, (from - newFirst) * columns, (to - from + 1) * columns);
            first = newFirst;
            values = larger;
        }

        History history(String key) {
            return new History(
                    key,
                    from,
                    columns,
                    Arrays.copyOfRange(values, (from - first) * columns, (to - first + 1) * columns));
        }
    }
}
