package io.undercurrent.dashboard.state.day;

import java.util.Arrays;

/** One number a day for the newest days of a series; NaN where none is known. */
public final class DayRing {

    /** The newest day of a ring that holds none. */
    public static final int NONE = Integer.MIN_VALUE;

    private final double[] values;
    private int newest = NONE;

    /**
     * @param days how many are kept
     */
    public DayRing(int days) {
        values = new double[days];
        Arrays.fill(values, Double.NaN);
    }

    public int newest() {
        return newest;
    }

    /** Whether anything changed: a day older than all that are kept changes nothing. */
    public boolean put(int day, double value) {
        if (newest == NONE || day - (long) newest >= values.length) {
            Arrays.fill(values, Double.NaN);
            newest = day;
        } else if (day > newest) {
            for (int between = newest + 1; between <= day; between++) {
                values[slot(between)] = Double.NaN;
            }
            newest = day;
        } else if (newest - (long) day >= values.length) {
            return false;
        }
        int slot = slot(day);
        boolean changed = Double.compare(values[slot], value) != 0;
        values[slot] = value;
        return changed;
    }

    /** The values of {@code count} days that end with {@code last}. */
    public double[] until(int last, int count) {
        double[] days = new double[count];
        for (int i = 0; i < count; i++) {
            days[i] = at(last - (long) (count - 1 - i));
        }
        return days;
    }

    private double at(long day) {
        boolean kept = newest != NONE && day <= newest && newest - day < values.length;
        return kept ? values[slot((int) day)] : Double.NaN;
    }

    private int slot(int day) {
        return Math.floorMod(day, values.length);
    }
}
