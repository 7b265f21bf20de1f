package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All flags of a model: first columns of the window, then the holidays that the model knows without a column. A flag of
 * a day is 1, 0, or NaN if unknown.
 */
public final class FlagDays {

    private final int[] columns;
    private final BitSet[] holidays;
    /** First day of each holiday calendar. */
    private final int[] firstDays;

    private final int[] lastDays;

    /**
     *
     * @param columns of the window that are flags
     */
    public FlagDays(int[] columns, List<HolidayCalendar> calendars) {
        this.columns = columns.clone();
        holidays = calendars.stream().map(HolidayCalendar::days).toArray(BitSet[]::new);
        firstDays = calendars.stream().mapToInt(HolidayCalendar::firstDay).toArray();
        lastDays = calendars.stream().mapToInt(HolidayCalendar::lastDay).toArray();
    }

    /** Number of flags. */
    public int count() {
        return columns.length + holidays.length;
    }

    /** The flag of a day as read. */
    public double value(SlidingWindow window, int day, int flag) {
        return flag < columns.length ? window.value(day, columns[flag]) : holiday(day, flag - columns.length);
    }

    /** The flag of a day ahead as announced. */
    public double announced(SlidingWindow window, int day, int flag) {
        return flag < columns.length ? window.announced(day, columns[flag]) : holiday(day, flag - columns.length);
    }

    /** Copies a flag of {@code count} days from {@code from} on, as read, to {@code target}. */
    public void copy(SlidingWindow window, int flag, int from, int count, double[] target) {
        if (flag < columns.length) {
            window.copyColumn(columns[flag], from, count, target);
        } else {
            Arrays.setAll(target, i -> i < count ? holiday(from + i, flag - columns.length) : target[i]);
        }
    }

    private double holiday(int day, int calendar) {
        if (day < firstDays[calendar] || day > lastDays[calendar]) {
            return Double.NaN;
        }
        return holidays[calendar].get(day - firstDays[calendar]) ? 1 : 0;
    }
}
