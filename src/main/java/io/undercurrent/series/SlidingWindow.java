package io.undercurrent.series;

import java.util.Arrays;

/**
 * The last days of one series, and the days ahead of which something is already known.
 *
 * <p>The window holds {@code capacity} consecutive days in a ring: a day's slot is its number modulo the capacity, so that
 * moving on by a day clears one slot and copies nothing. The newest {@code capacity - ahead} of these days, up to and
 * including {@link #newestDay()}, are the past; {@code ahead} days behind the newest are the future, which holds covariates
 * known in advance. A value that was never read is NaN, be it a gap, a day before the series began, or a column that no
 * reading carried.
 *
 * <p>Mutable and made for one thread: the window belongs to the key whose series it holds.
 */
public final class SlidingWindow {

    private static final int NO_DAY = Integer.MIN_VALUE;

    private final int columns;
    private final int capacity;
    private final int ahead;
    private final float[] values;
    private int firstDay = NO_DAY;
    private int newestDay = NO_DAY;
    private int revision;

    /**
     * An empty window.
     *
     * @param columns number of values a day
     * @param past days kept up to and including the newest
     * @param ahead days kept after the newest
     */
    public SlidingWindow(int columns, int past, int ahead) {
        requireAtLeast("columns", 1, columns);
        requireAtLeast("past", 1, past);
        requireAtLeast("ahead", 0, ahead);
        this.columns = columns;
        this.ahead = ahead;
        this.capacity = Math.addExact(past, ahead);
        this.values = new float[Math.multiplyExact(capacity, columns)];
        Arrays.fill(values, Float.NaN);
    }

    private static void requireAtLeast(String name, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", but got " + value);
        }
    }

    public int columns() {
        return columns;
    }

    /** Days kept up to and including the newest. */
    public int past() {
        return capacity - ahead;
    }

    /** Days kept after the newest. */
    public int ahead() {
        return ahead;
    }

    /** Whether no day was entered yet. */
    public boolean isEmpty() {
        return newestDay == NO_DAY;
    }

    /** The newest day of the series: the origin of its next forecast. */
    public int newestDay() {
        requireDays();
        return newestDay;
    }

    /** The first day that the series ever had, which the window may have left behind. */
    public int firstDay() {
        requireDays();
        return firstDay;
    }

    /** How often the newest day was corrected since it was entered. */
    public int revision() {
        return revision;
    }

    /**
     * Moves on to {@code day}. Days in between become gaps. The first day ever entered starts the series.
     *
     * @throws IllegalArgumentException if {@code day} is not after the newest day
     */
    public void advanceTo(int day) {
        if (isEmpty()) {
            firstDay = day;
        } else if (day <= newestDay) {
            throw new IllegalArgumentException("day: expected one after " + newestDay + ", but got " + day);
        } else {
            // The slots of the days that fall off the past become the slots of the new days at the far end.
            int steps = Math.min(Math.subtractExact(day, newestDay), capacity);
            for (int far = day + ahead; steps > 0; steps--, far--) {
                int slot = slot(far);
                Arrays.fill(values, slot, slot + columns, Float.NaN);
            }
        }
        newestDay = day;
        revision = 0;
    }

    /**
     * Fills in or corrects a day with the values present in {@code update}; NaN leaves a value as it is.
     *
     * @param update one value a column
     * @return whether any value changed
     * @throws IllegalArgumentException if the window does not hold {@code day}
     */
    public boolean merge(int day, float[] update) {
        if (update.length != columns) {
            throw new IllegalArgumentException("update: expected " + columns + " values, but got " + update.length);
        }
        if (!holds(day)) {
            throw new IllegalArgumentException("day: expected one from " + (newestDay - past() + 1) + " to "
                    + (newestDay + ahead) + ", but got " + day);
        }
        boolean changed = false;
        for (int column = 0, slot = slot(day); column < columns; column++, slot++) {
            float value = update[column];
            if (!Float.isNaN(value) && value != values[slot]) {
                values[slot] = value;
                changed = true;
            }
        }
        return changed;
    }

    /** Notes that the newest day was corrected after a forecast had been made from it. */
    public void revise() {
        requireDays();
        revision++;
    }

    /** Whether {@code day} lies inside the window, past or ahead. */
    public boolean holds(int day) {
        return !isEmpty() && day > newestDay - past() && day <= newestDay + ahead;
    }

    /** The value of {@code column} on {@code day}; NaN where nothing was read or the window does not reach. */
    public float value(int day, int column) {
        return holds(day) ? values[slot(day) + column] : Float.NaN;
    }

    /**
     * Copies the values of {@code column} on consecutive days, NaN where nothing was read or the window does not reach.
     *
     * @param fromDay the first day
     * @param count number of days
     * @param target receives the values from {@code target[0]} on
     */
    public void copyColumn(int column, int fromDay, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = value(fromDay + i, column);
        }
    }

    private int slot(int day) {
        return Math.floorMod(day, capacity) * columns;
    }

    private void requireDays() {
        if (isEmpty()) {
            throw new IllegalStateException("the window is empty: enter a day with advanceTo first");
        }
    }

    /** The content of a window as plain values, for whoever stores it. */
    public record Snapshot(
            int columns, int past, int ahead, int firstDay, int newestDay, int revision, float[] values) {}

    /** A view of the content, which shares the array of values with this window. */
    public Snapshot snapshot() {
        return new Snapshot(columns, past(), ahead, firstDay, newestDay, revision, values);
    }

    /**
     * The window that {@link #snapshot} was taken of. Takes over the array of values.
     *
     * @throws IllegalArgumentException if the numbers do not belong together
     */
    public static SlidingWindow restore(Snapshot snapshot) {
        SlidingWindow window = new SlidingWindow(snapshot.columns, snapshot.past, snapshot.ahead, snapshot.values);
        window.firstDay = snapshot.firstDay;
        window.newestDay = snapshot.newestDay;
        window.revision = snapshot.revision;
        return window;
    }

    private SlidingWindow(int columns, int past, int ahead, float[] values) {
        requireAtLeast("columns", 1, columns);
        requireAtLeast("past", 1, past);
        requireAtLeast("ahead", 0, ahead);
        this.columns = columns;
        this.ahead = ahead;
        this.capacity = Math.addExact(past, ahead);
        this.values = values;
        if (values.length != Math.multiplyExact(capacity, columns)) {
            throw new IllegalArgumentException("values: expected " + capacity + " days of " + columns
                    + " columns, but got " + values.length + " numbers");
        }
    }
}
