package io.undercurrent.cli.files;

import io.undercurrent.format.csv.HolidayCsv;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.time.LocalDate;
import java.util.List;

/**
 * The years of which a model knows the holidays.
 *
 * @param first that of the first reading
 * @param last some years after the last reading
 */
public record HolidayYears(int first, int last) {

    private static final int YEARS_AHEAD = 15;

    /** Those for a model that is trained on {@code histories}. */
    public static HolidayYears of(List<History> histories) {
        return new HolidayYears(
                year(histories.stream().mapToInt(History::firstDay).min().orElse(0)),
                year(histories.stream().mapToInt(History::lastDay).max().orElse(0)) + YEARS_AHEAD);
    }

    /** These, and the earlier ones that {@code calendars} of countries have, so that a model which goes on knows no less. */
    HolidayYears and(List<HolidayCalendar> calendars) {
        int earliest = calendars.stream()
                .filter(calendar -> !HolidayCsv.isOfFile(calendar))
                .mapToInt(HolidayCalendar::firstDay)
                .min()
                .orElse(Integer.MAX_VALUE);
        return new HolidayYears(Math.min(first, year(earliest)), last);
    }

    private static int year(int day) {
        return LocalDate.ofEpochDay(day).getYear();
    }
}
