package io.undercurrent.model.window;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All flags of a model: first columns of the window, then the holidays that the model knows without a column, last those of the
 * country of each series. A flag of a day is 1, 0, or NaN if unknown. One thread's working memory.
 */
public final class FlagDays {

    private final int[] columns;
    private final List<Days> holidays;
    /** Null if series have no holidays of their own. */
    private final SeriesHolidays.ByKey ofSeries;

    private final Map<String, Days> byCountry = new HashMap<>();
    private String series;
    private Days own;

    private record Days(String id, BitSet holidays, int first, int last) {

        static Days of(HolidayCalendar calendar) {
            return new Days(calendar.id(), calendar.days(), calendar.firstDay(), calendar.lastDay());
        }

        double value(int day) {
            return day < first || day > last ? Double.NaN : holidays.get(day - first) ? 1 : 0;
        }
    }

    /**
     * @param columns of the window that are flags
     * @param calendars that count for all series
     * @param ofSeries holidays by the country of a series
     */
    public FlagDays(int[] columns, List<HolidayCalendar> calendars, SeriesHolidays ofSeries) {
        this.columns = columns.clone();
        holidays = calendars.stream().map(Days::of).toList();
        this.ofSeries = ofSeries.hasNoCalendar() ? null : ofSeries.byKey();
    }

    /** Number of flags. */
    public int count() {
        return columns.length + holidays.size() + (ofSeries == null ? 0 : 1);
    }

    /** The calendar of a flag in a window: its id, or that of the country of the series; empty if the flag is a column. */
    public String calendar(SlidingWindow window, int flag) {
        return flag < columns.length ? "" : days(window, flag).id();
    }

    /** The flag of a day as read. */
    public double value(SlidingWindow window, int day, int flag) {
        return flag < columns.length
                ? window.value(day, columns[flag])
                : days(window, flag).value(day);
    }

    /** The flag of a day ahead as announced. */
    public double announced(SlidingWindow window, int day, int flag) {
        return flag < columns.length
                ? window.announced(day, columns[flag])
                : days(window, flag).value(day);
    }

    /** Copies a flag of {@code count} days from {@code from} on, as read, to {@code target}. */
    public void copy(SlidingWindow window, int flag, int from, int count, double[] target) {
        if (flag < columns.length) {
            window.copyColumn(columns[flag], from, count, target);
        } else {
            Days days = days(window, flag);
            Arrays.setAll(target, i -> i < count ? days.value(from + i) : target[i]);
        }
    }

    private Days days(SlidingWindow window, int flag) {
        int calendar = flag - columns.length;
        return calendar < holidays.size() ? holidays.get(calendar) : ofCountry(window.series());
    }

    private Days ofCountry(String key) {
        if (key == null) {
            throw new IllegalStateException("window: expected one that knows its series, which says the holidays");
        }
        if (!key.equals(series)) {
            HolidayCalendar calendar = ofSeries.of(key);
            own = byCountry.computeIfAbsent(calendar.id(), first -> Days.of(calendar));
            series = key;
        }
        return own;
    }
}
