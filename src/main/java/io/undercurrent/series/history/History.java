package io.undercurrent.series.history;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * All days of one series from its first to its last, as training and backtest use it: a matrix (days, columns) with NaN
 * where nothing was read.
 *
 * @param key the series
 * @param firstDay the day of the first row, counted from 1970-01-01
 * @param columns number of values a day
 * @param values row-major (days, columns); not copied
 * @param statics what stays the same about the series
 */
public record History(String key, int firstDay, int columns, double[] values, StaticFeatures statics) {

    public History {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(statics, "statics");
        if (columns < 1 || values.length == 0 || values.length % columns != 0) {
            throw new IllegalArgumentException("values of series '" + key + "': expected at least one day of " + columns
                    + " columns, but got " + values.length + " numbers");
        }
    }

    /** A series of no known kind. */
    public History(String key, int firstDay, int columns, double[] values) {
        this(key, firstDay, columns, values, StaticFeatures.NONE);
    }

    /** The same series of another kind. */
    public History withStatics(StaticFeatures others) {
        return new History(key, firstDay, columns, values, others);
    }

    /** Number of days from the first to the last, gaps included. */
    public int days() {
        return values.length / columns;
    }

    public int lastDay() {
        return firstDay + days() - 1;
    }

    /** The value of {@code column} on {@code day}; NaN where nothing was read or the history does not reach. */
    public double value(int day, int column) {
        return day < firstDay || day > lastDay() ? Double.NaN : values[(day - firstDay) * columns + column];
    }

    /**
     * Whether a target has a value on {@code day}: rows of covariates known ahead have none.
     *
     * @param targets number of leading columns that are targets
     */
    public boolean hasTarget(int day, int targets) {
        return IntStream.range(0, targets).anyMatch(target -> !Double.isNaN(value(day, target)));
    }

    /**
     * The days, ascending, on which a target has a value.
     *
     * @param targets number of leading columns that are targets
     */
    public IntStream daysWithTarget(int targets) {
        return IntStream.rangeClosed(firstDay, lastDay()).filter(day -> hasTarget(day, targets));
    }

    /** Copies the values of {@code day}, one a column, into {@code target}; NaN throughout outside the history. */
    public void copyDay(int day, double[] target) {
        if (day < firstDay || day > lastDay()) {
            Arrays.fill(target, 0, columns, Double.NaN);
        } else {
            System.arraycopy(values, (day - firstDay) * columns, target, 0, columns);
        }
    }

    /** The same series as if it had begun on {@code day}, one of its days. */
    public History from(int day) {
        return new History(
                key, day, columns, Arrays.copyOfRange(values, (day - firstDay) * columns, values.length), statics);
    }

    /** The same series as if it had ended on {@code day}; itself if it ends there or before. */
    public History until(int day) {
        return day >= lastDay()
                ? this
                : new History(key, firstDay, columns, Arrays.copyOf(values, (day - firstDay + 1) * columns), statics);
    }

    /**
     * The same series as if none of its absurd values had been read, as a window leaves them out: NaN in their place. See {@link Slips}.
     *
     * @param targets number of leading columns that are looked at
     * @return itself if nothing is absurd
     */
    public History withoutAbsurd(int targets) {
        double[] others = null;
        for (int column = 0; column < targets; column++) {
            double[] left = column(column);
            if (new Slips().takeOutAbsurd(left, left.length)) {
                others = others == null ? values.clone() : others;
                for (int i = 0; i < left.length; i++) {
                    others[i * columns + column] = left[i];
                }
            }
        }
        return others == null ? this : new History(key, firstDay, columns, others, statics);
    }

    /** The values of a column, day by day, with NaN in place of absurd ones. */
    public double[] sound(int column) {
        double[] left = column(column);
        new Slips().takeOutAbsurd(left, left.length);
        return left;
    }

    private double[] column(int column) {
        double[] ofColumn = new double[days()];
        for (int i = 0; i < ofColumn.length; i++) {
            ofColumn[i] = values[i * columns + column];
        }
        return ofColumn;
    }

    /**
     * The window as the stream would hold it after the last reading up to {@code day}, if all covariates had been
     * announced in time: for the {@code ahead} days after it the window holds covariates but no targets.
     *
     * @param day a day of this history
     * @param past days kept up to and including {@code day}
     * @param ahead days kept after it
     * @param targets number of leading columns that are targets
     */
    public SlidingWindow windowAt(int day, int past, int ahead, int targets) {
        if (day < firstDay || day > lastDay()) {
            throw new IllegalArgumentException("day: expected one from " + firstDay + " to " + lastDay()
                    + " of series '" + key + "', but got " + day);
        }
        SlidingWindow window = new SlidingWindow(targets, columns - targets, past, ahead).ofSeries(key);
        window.advanceTo(firstDay);
        if (day > firstDay) {
            window.advanceTo(day);
        }
        double[] row = new double[columns];
        for (int d = Math.max(firstDay, day - past + 1); d <= day; d++) {
            copyDay(d, row);
            window.merge(d, row);
            window.announce(d, row);
        }
        for (int d = day + 1; d <= Math.min(lastDay(), day + ahead); d++) {
            copyDay(d, row);
            window.announce(d, row);
        }
        return window;
    }

    /** Moves a window of this history on by one day, the way {@link #windowAt} builds it. */
    public void advance(SlidingWindow window) {
        double[] row = new double[columns];
        int day = window.newestDay() + 1;
        window.advanceTo(day);
        copyDay(day, row);
        window.merge(day, row);
        copyDay(day + window.ahead(), row);
        window.announce(day + window.ahead(), row);
    }
}
