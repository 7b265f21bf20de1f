package io.undercurrent.holiday;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Japan, by its Act on National Holidays (Act No. 178 of 1948) as amended since 2007, with the special measures for the accession of
 * 2019 and the Olympic Games of 2020 and 2021. The equinoxes are those that the National Astronomical Observatory announces each
 * February for the next year; the formula is good from 1980 to 2099.
 */
final class JapaneseRules implements YearRules {

    private static final int FIRST_YEAR = 2007;

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        add(days, "New Year's Day", year, 1, 1);
        addMonday(days, "Coming of Age Day", year, 1, 2);
        add(days, "Foundation Day", year, 2, 11);
        add(days, "Vernal Equinox Day", year, 3, equinox(year, 20.8431));
        add(days, "Showa Day", year, 4, 29);
        add(days, "Constitution Day", year, 5, 3);
        add(days, "Greenery Day", year, 5, 4);
        add(days, "Children's Day", year, 5, 5);
        addMonday(days, "Respect for the Aged Day", year, 9, 3);
        add(days, "Autumnal Equinox Day", year, 9, equinox(year, 23.2488));
        add(days, "Culture Day", year, 11, 3);
        add(days, "Labour Thanksgiving Day", year, 11, 23);
        addEmperor(days, year);
        addSummer(days, year);
        addSubstitutes(days);
        addDaysBetween(days);
        return days;
    }

    private static void add(List<NamedDay> days, String name, int year, int month, int day) {
        days.add(new NamedDay(LocalDate.of(year, month, day), name));
    }

    private static void addMonday(List<NamedDay> days, String name, int year, int month, int ordinal) {
        LocalDate monday = LocalDate.of(year, month, 1).with(dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
        days.add(new NamedDay(monday, name));
    }

    private static int equinox(int year, double in1980) {
        return (int) (in1980 + 0.242194 * (year - 1980) - (year - 1980) / 4);
    }

    private static void addEmperor(List<NamedDay> days, int year) {
        if (year < 2019) {
            add(days, "Emperor's Birthday", year, 12, 23);
        } else if (year > 2019) {
            add(days, "Emperor's Birthday", year, 2, 23);
        } else {
            add(days, "Accession Day", year, 5, 1);
            add(days, "Enthronement Day", year, 10, 22);
        }
    }

    /** Marine Day, Mountain Day and Sports Day, which stood elsewhere for the Olympic Games. */
    private static void addSummer(List<NamedDay> days, int year) {
        if (year == 2020) {
            add(days, "Marine Day", year, 7, 23);
            add(days, "Sports Day", year, 7, 24);
            add(days, "Mountain Day", year, 8, 10);
        } else if (year == 2021) {
            add(days, "Marine Day", year, 7, 22);
            add(days, "Sports Day", year, 7, 23);
            add(days, "Mountain Day", year, 8, 8);
        } else {
            addMonday(days, "Marine Day", year, 7, 3);
            addMonday(days, "Sports Day", year, 10, 2);
            if (year >= 2016) {
                add(days, "Mountain Day", year, 8, 11);
            }
        }
    }

    /** Article 3 (2): for a holiday on a Sunday, the next day that is none itself. */
    private static void addSubstitutes(List<NamedDay> days) {
        Set<LocalDate> holidays = dates(days);
        for (LocalDate holiday : holidays) {
            if (holiday.getDayOfWeek() == DayOfWeek.SUNDAY) {
                LocalDate substitute = holiday.plusDays(1);
                while (holidays.contains(substitute)) {
                    substitute = substitute.plusDays(1);
                }
                days.add(new NamedDay(substitute, "Substitute Holiday"));
            }
        }
    }

    /** Article 3 (3): a day between two holidays. */
    private static void addDaysBetween(List<NamedDay> days) {
        Set<LocalDate> substitutes = days.stream()
                .filter(day -> day.name().equals("Substitute Holiday"))
                .map(NamedDay::day)
                .collect(Collectors.toSet());
        Set<LocalDate> all = dates(days);
        Set<LocalDate> holidays = dates(days);
        holidays.removeAll(substitutes);
        for (LocalDate holiday : holidays) {
            LocalDate between = holiday.plusDays(1);
            if (holidays.contains(holiday.plusDays(2)) && !all.contains(between)) {
                days.add(new NamedDay(between, "Day between holidays"));
            }
        }
    }

    private static Set<LocalDate> dates(List<NamedDay> days) {
        return days.stream().map(NamedDay::day).collect(Collectors.toSet());
    }
}
