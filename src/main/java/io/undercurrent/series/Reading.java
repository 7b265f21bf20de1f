package io.undercurrent.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * The values observed for one series on one day.
 *
 * <p>{@code values} holds one number for each column of the job's {@link Columns}. {@link Double#NaN} means that this
 * reading has no value there; {@link #RETRACTED} takes an earlier value back, as if it had never been read. The array
 * is not copied: the caller must not change it afterwards.
 *
 * @param key the series
 * @param day the day, counted from 1970-01-01
 * @param values one value a column, NaN where absent
 */
public record Reading(String key, int day, double[] values) {

    /** Takes back an earlier value of a column. Values are never infinite, so this marker cannot be one. */
    public static final double RETRACTED = Double.NEGATIVE_INFINITY;

    public Reading {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(values, "values");
    }

    /**
     * A reading of a calendar date.
     *
     * @param values one for each column in the order of {@link Columns#names}, NaN where absent; not copied
     */
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

    /** Whether this reading takes back any value. */
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
