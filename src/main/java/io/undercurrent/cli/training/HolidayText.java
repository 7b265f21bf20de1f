package io.undercurrent.cli.training;

import io.undercurrent.format.csv.CsvList;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says which holidays a model knows. */
public final class HolidayText {

    private HolidayText() {}

    /** A line for each calendar, and for the countries of series how many keys have each. */
    public static List<String> of(ForecastModel model) {
        List<String> lines = new ArrayList<>();
        model.holidays().forEach(calendar -> lines.add(of(calendar)));
        if (!model.seriesHolidays().hasNoCalendar()) {
            Map<String, Long> keys = model.seriesHolidays().countries().values().stream()
                    .collect(Collectors.groupingBy(country -> country, TreeMap::new, Collectors.counting()));
            lines.add("of each series by its key: "
                    + keys.entrySet().stream()
                            .map(country -> (country.getKey().isEmpty() ? "none" : country.getKey()) + " for "
                                    + country.getValue() + (country.getValue() == 1 ? " key" : " keys"))
                            .collect(Collectors.joining(", ")));
            model.seriesHolidays().calendars().forEach(calendar -> lines.add("  " + of(calendar)));
        }
        return lines;
    }

    private static String of(HolidayCalendar calendar) {
        return calendar.id() + " from " + LocalDate.ofEpochDay(calendar.firstDay()) + " to "
                + LocalDate.ofEpochDay(calendar.lastDay()) + " (" + calendar.rules() + "): "
                + CsvList.write(calendar.holidays().stream().map(Holiday::name).toList());
    }
}
