package io.undercurrent.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * What was read of one series on one day.
 *
 * <p>{@code values} holds one number a column of the job's {@link Columns}; {@link Double#NaN} stands for a value that this
 * reading does not carry, {@link #RETRACTED} for one that is taken back, as if it had never been read. The array is not copied: whoever hands it over does not write to it again.
 *
 * @param key the series
 * @param day the day, counted from 1970-01-01
 * @param values one value a column, NaN where absent
 */
public record Reading(String key, int day, double[] values) {

    /** Takes back what was read of a column. No value is infinite, so that there is no other meaning. */
    public static final double RETRACTED = Double.NEGATIVE_INFINITY;

    public Reading {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(values, "values");
    }

    public static Reading of(String key, LocalDate date, double... values) {
        return new Reading(key, Math.toIntExact(date.toEpochDay()), values);
    }

    /** The day as a calendar date. */
    public LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }

    /** Whether any column from {@code fromColumn} up to but excluding {@code toColumn} carries a value. */
    public boolean hasAny(int fromColumn, int toColumn) {
        for (int column = fromColumn; column < toColumn; column++) {
            if (Double.isFinite(values[column])) {
                return true;
            }
        }
        return false;
    }

    /** Whether any value is taken back. */
    public boolean retracts() {
        for (double value : values) {
            if (value == RETRACTED) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reading that
                && key.equals(that.key)
                && day == that.day
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, day, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "Reading[" + key + " " + date() + " " + Arrays.toString(values) + "]";
    }
}
