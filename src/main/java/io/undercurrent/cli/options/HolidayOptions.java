package io.undercurrent.cli.options;

import io.undercurrent.cli.files.HolidayYears;
import io.undercurrent.holiday.HolidayRules;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Holidays that a model is to know by itself. */
public final class HolidayOptions {

    private static final int ANY_YEAR = 2020;

    @Option(
            names = "--holidays",
            split = ",",
            paramLabel = "CODE",
            description =
                    "Public holidays for the model, by country such as DE, or part of one such as US-CA; several are"
                            + " separated by commas. They count for all series; --holidays-of names those of each. The model keeps them, so that readings need not"
                            + " carry them.")
    private List<String> codes = List.of();

    /**
     * Checks that the countries are known, before any reading is read.
     *
     * @throws IllegalArgumentException if one is not
     */
    public void validate() {
        HolidayRules rules = new HolidayRules();
        codes.forEach(code -> rules.of(code.strip(), ANY_YEAR, ANY_YEAR));
    }

    /**
     * The calendars of all series: those asked for, from the year of the first reading on, and those of files.
     *
     * @param ofFiles files that count for all series
     * @throws IllegalArgumentException if one is not known, or given twice
     */
    public List<HolidayCalendar> calendars(List<History> histories, List<HolidayCalendar> ofFiles) {
        HolidayYears years = HolidayYears.of(histories);
        HolidayRules rules = new HolidayRules();
        List<HolidayCalendar> calendars = new ArrayList<>();
        for (String code : codes) {
            calendars.add(rules.of(code.strip(), years.first(), years.last()));
        }
        calendars.addAll(ofFiles);
        List<String> ids = calendars.stream().map(HolidayCalendar::id).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException("--holidays: expected each calendar once, but got " + ids);
        }
        return calendars;
    }
}
