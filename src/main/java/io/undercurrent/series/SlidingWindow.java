package io.undercurrent.series;

import io.undercurrent.series.kept.Memo;
import io.undercurrent.series.kept.TargetDays;
import io.undercurrent.series.kept.WindowSnapshot;
import java.util.Arrays;

/**
 * The last days of one series, and the days ahead for which covariates may be known already.
 *
 * <p>The window holds {@code capacity} consecutive days in a ring. A day's slot is its number modulo the capacity, so
 * moving on by one day clears one slot and copies nothing. The past is the {@code capacity - ahead} days up to and
 * including {@link #newestDay()}; the future is the {@code ahead} days after it, for which covariates may have been
 * announced. A value that was never read is NaN: in a gap, before the series began, or in a column that no reading had.
 *
 * <p>The announced and the observed value of a covariate are stored separately. A forecast made before a day uses only
 * the announced value, also when it is computed again after that day.
 *
 * <p>A past day with a reading is an <em>origin</em>, from which a forecast is made. The window counts its revisions.
 *
 * <p>Mutable and not thread-safe.
 */
public final class SlidingWindow {

    /** The revision of a day without a reading. */
    public static final int NO_ORIGIN = -1;

    private static final int NO_DAY = Integer.MIN_VALUE;

    private final int targets;
    private final int columns;
    private final int capacity;
    private final int ahead;
    /** Numbers stored for each day: the columns as read, then the covariates as announced. */
    private final int stride;

    private final double[] values;
    private final TargetDays targetDays;
    /** Ring over the past days only. */
    private final int[] revisions;

    private int firstDay = NO_DAY;
    private int newestDay = NO_DAY;
    private int termsKnown;
    private long changes;
    private Memo memo;
    private String series;

    /**
     * An empty window.
     *
     * @param targets number of leading columns that are targets
     * @param covariates number of columns after them
     * @param past days kept up to and including the newest
     * @param ahead days kept after the newest
     */
    public SlidingWindow(int targets, int covariates, int past, int ahead) {
        this(targets, covariates, past, ahead, null, null);
    }

    private SlidingWindow(int targets, int covariates, int past, int ahead, double[] values, int[] revisions) {
        if (targets < 1 || covariates < 0 || past < 1 || ahead < 0) {
            throw new IllegalArgumentException(
                    "window: expected at least 1 target, 0 covariates, 1 day past and 0 ahead," + " but got " + targets
                            + ", " + covariates + ", " + past + " and " + ahead);
        }
        this.targets = targets;
        this.columns = Math.addExact(targets, covariates);
        this.ahead = ahead;
        this.capacity = Math.addExact(past, ahead);
        this.stride = Math.addExact(columns, covariates);
        int size = Math.multiplyExact(capacity, stride);
        this.values = values == null ? filled(size) : values;
        this.revisions = revisions == null ? new int[past] : revisions;
        if (revisions == null) {
            Arrays.fill(this.revisions, NO_ORIGIN);
        }
        if (this.values.length != size || this.revisions.length != past) {
            throw new IllegalArgumentException("content of a window: expected " + capacity + " days of " + stride
                    + " numbers and " + past + " revisions, but got " + this.values.length + " numbers and "
                    + this.revisions.length + " revisions");
        }
        targetDays = new TargetDays(this.values, targets, stride);
    }

    private static double[] filled(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** The key of the series; null where nobody said it. It is not part of the content. */
    public String series() {
        return series;
    }

    public SlidingWindow ofSeries(String key) {
        series = key;
        return this;
    }

    public int columns() {
        return columns;
    }

    public int targets() {
        return targets;
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

    /** The first day of the series; the window may no longer hold it. */
    public int firstDay() {
        requireDays();
        return firstDay;
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
            // The slots of the days that leave the past are reused for the new days at the far end of the future.
            long steps = Math.min((long) day - newestDay, capacity);
            for (int far = day + ahead; steps > 0; steps--, far--) {
                int slot = slot(far);
                Arrays.fill(values, slot, slot + stride, Double.NaN);
                targetDays.refresh(slot);
            }
            steps = Math.min((long) day - newestDay, past());
            for (int d = day; steps > 0; steps--, d--) {
                revisions[Math.floorMod(d, past())] = NO_ORIGIN;
            }
        }
        newestDay = day;
        changes++;
    }

    /**
     * Fills in or corrects what was read of a day with the values present in {@code update}; NaN leaves a value as it is, and {@link
     * Reading#RETRACTED} takes it back.
     *
     * @param update one value a column
     * @return whether any value changed
     * @throws IllegalArgumentException if the window does not hold {@code day}
     */
    public boolean merge(int day, double[] update) {
        requireColumns(update);
        return put(day, update, 0, columns, false);
    }

    /**
     * Takes back what was read of the columns that are {@link Reading#RETRACTED} in {@code update}.
     *
     * @param update one value a column
     * @return whether any value changed
     * @throws IllegalArgumentException if the window does not hold {@code day}
     */
    public boolean retract(int day, double[] update) {
        requireColumns(update);
        return put(day, update, 0, columns, true);
    }

    /**
     * Takes back the announced values of the covariates that are {@link Reading#RETRACTED} in {@code update}.
     *
     * @param update one value a column, of which the targets are passed over
     * @return whether anything announced changed
     * @throws IllegalArgumentException if the window does not hold {@code day}
     */
    public boolean retractAnnounced(int day, double[] update) {
        requireColumns(update);
        return put(day, update, targets, columns - targets, true);
    }

    /**
     * Stores announced covariates of a day; NaN leaves a value as it is.
     *
     * @param update one value a column, of which the targets are passed over
     * @return whether anything announced changed
     * @throws IllegalArgumentException if the window does not hold {@code day}
     */
    public boolean announce(int day, double[] update) {
        requireColumns(update);
        return put(day, update, targets, columns - targets, false);
    }

    /**
     * @param retracting whether values are taken back alone, and others in {@code update} passed over
     */
    private boolean put(int day, double[] update, int from, int count, boolean retracting) {
        int slot = slot(requireHeld(day)) + (from == 0 ? 0 : columns);
        changes++;
        boolean changed = false;
        for (int i = 0; i < count; i++) {
            boolean retracted = update[from + i] == Reading.RETRACTED;
            double value = retracted ? Double.NaN : update[from + i];
            boolean said = retracting ? retracted : !Double.isNaN(update[from + i]);
            if (said && Double.compare(value, values[slot + i]) != 0) {
                values[slot + i] = value;
                changed = true;
            }
        }
        targetDays.refresh(slot(day));
        memo = changed && memo != null && day <= memo.day() ? null : memo;
        return changed;
    }

    private void requireColumns(double[] update) {
        if (update.length != columns) {
            throw new IllegalArgumentException("update: expected " + columns + " values, but got " + update.length);
        }
    }

    private int requireHeld(int day) {
        if (!holds(day)) {
            throw new IllegalArgumentException("day: expected one from " + ((long) newestDay - past() + 1) + " to "
                    + ((long) newestDay + ahead) + ", but got " + day);
        }
        return day;
    }

    /**
     * Raises the revision of the forecast from {@code day}, from 0. A day before the first day becomes the first.
     *
     * @throws IllegalArgumentException if {@code day} is not one of the past days
     */
    public void revise(int day) {
        if (requireHeld(day) > newestDay) {
            throw new IllegalArgumentException("origin: expected a day up to " + newestDay + ", but got " + day);
        }
        revisions[Math.floorMod(day, past())]++;
        firstDay = Math.min(firstDay, day);
        changes++;
    }

    /** A counter of changes: results computed from the window are valid while it stays the same. */
    public long changes() {
        return changes;
    }

    /** What was last {@linkplain #remember remembered}; null if any of its days changed since, or there is none. */
    public Memo memo() {
        return memo;
    }

    /** Keeps something computed from this window, in place of what was remembered before. It is not part of the content. */
    public void remember(Memo computed) {
        memo = computed;
    }

    /** The revision of the forecast from {@code day}; {@link #NO_ORIGIN} if the past has no reading of it. */
    public int revision(int day) {
        return !holds(day) || day > newestDay ? NO_ORIGIN : revisions[Math.floorMod(day, past())];
    }

    /** Whether {@code day} has a reading, so that a forecast from it must be made. */
    public boolean isOrigin(int day) {
        return revision(day) != NO_ORIGIN;
    }

    /** Terms of models that had been announced when the forecasts of the series were last planned. */
    public int termsKnown() {
        return termsKnown;
    }

    public void setTermsKnown(int count) {
        termsKnown = count;
    }

    /** Whether {@code day} lies inside the window, past or ahead. */
    public boolean holds(int day) {
        return !isEmpty() && day > (long) newestDay - past() && day <= (long) newestDay + ahead;
    }

    /**
     * The value of {@code column} on {@code day} as read; if it was not read, as announced; NaN if neither is known or
     * the day lies outside the window.
     */
    public double value(int day, int column) {
        if (!holds(day)) {
            return Double.NaN;
        }
        double read = values[slot(day) + column];
        return Double.isNaN(read) && column >= targets ? announced(day, column) : read;
    }

    /** The announced value of a covariate; NaN if none was announced or the day lies outside the window. */
    public double announced(int day, int column) {
        return holds(day) ? values[slot(day) + columns + column - targets] : Double.NaN;
    }

    /**
     * Days from the first value of {@code column} since {@code fromDay} to {@code toDay}, inclusive; 0 without a value.
     */
    public int age(int column, int fromDay, int toDay) {
        int day = Math.max(fromDay, firstDay());
        while (day <= toDay && Double.isNaN(value(day, column))) {
            day++;
        }
        return toDay - day + 1;
    }

    /** Number of days from {@code fromDay} to {@code toDay}, both included, on which a target has a value. */
    public int daysWithTarget(int fromDay, int toDay) {
        int from = (int) Math.max(fromDay, Math.max(firstDay(), (long) newestDay - past() + 1));
        return toDay < from ? 0 : targetDays.count(slot(from), toDay - from + 1);
    }

    /**
     * Copies the values of {@code column} on consecutive days, NaN where nothing was read or the day lies outside the
     * window.
     *
     * @param fromDay the first day
     * @param count number of days
     * @param target receives the values from {@code target[0]} on
     */
    public void copyColumn(int column, int fromDay, int count, double[] target) {
        if (isEmpty()) {
            Arrays.fill(target, 0, count, Double.NaN);
            return;
        }
        int before = (int) Math.max(0, Math.min(count, (long) newestDay - past() + 1 - fromDay));
        int end = (int) Math.max(before, Math.min(count, (long) newestDay + ahead + 1 - fromDay));
        Arrays.fill(target, 0, before, Double.NaN);
        Arrays.fill(target, end, count, Double.NaN);
        for (int i = before, slot = slot(fromDay + before); i < end; i++) {
            double read = values[slot + column];
            target[i] = Double.isNaN(read) && column >= targets ? values[slot + columns + column - targets] : read;
            slot = slot + stride == values.length ? 0 : slot + stride;
        }
    }

    private int slot(int day) {
        return Math.floorMod(day, capacity) * stride;
    }

    private void requireDays() {
        if (isEmpty()) {
            throw new IllegalStateException("the window is empty: enter a day with advanceTo first");
        }
    }

    /** A view of the content, which shares the arrays with this window. */
    public WindowSnapshot snapshot() {
        return new WindowSnapshot(
                targets, columns - targets, past(), ahead, firstDay, newestDay, termsKnown, values, revisions);
    }

    /**
     * Rebuilds the window of a {@link #snapshot}. The arrays are not copied.
     *
     * @throws IllegalArgumentException if the numbers contradict each other
     */
    public static SlidingWindow restore(WindowSnapshot snapshot) {
        SlidingWindow window = new SlidingWindow(
                snapshot.targets(),
                snapshot.covariates(),
                snapshot.past(),
                snapshot.ahead(),
                snapshot.values(),
                snapshot.revisions());
        window.firstDay = snapshot.firstDay();
        window.newestDay = snapshot.newestDay();
        window.termsKnown = snapshot.termsKnown();
        return window;
    }
}
