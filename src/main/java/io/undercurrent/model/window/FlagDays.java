package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The flags of a model, wherever they come from: columns of the window, and after them holidays, which a model knows by itself, of days
 * past and ahead. A flag of a day is 1, 0, or NaN where nothing is known.
 */
public final class FlagDays {

    private final int[] columns;
    private final BitSet[] holidays;
    /** Of each holiday calendar. */
    private final int[] firstDays;

    private final int[] lastDays;

    /**
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

    /** A flag of a day as it was. */
    public double value(SlidingWindow window, int day, int flag) {
        return flag < columns.length ? window.value(day, columns[flag]) : holiday(day, flag - columns.length);
    }

    /** A flag of a day ahead as it was announced. */
    public double announced(SlidingWindow window, int day, int flag) {
        return flag < columns.length ? window.announced(day, columns[flag]) : holiday(day, flag - columns.length);
    }

    /** Copies a flag of {@code count} days from {@code from} on, as it was, to {@code target}. */
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
