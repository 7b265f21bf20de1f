package io.undercurrent.holiday;

import static io.undercurrent.holiday.LunisolarCalendar.KOREAN;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * South Korea, by its Regulations on Holidays of Public Offices and, since 2022, the Act on Public Holidays, without elections and
 * temporary holidays.
 */
final class KoreanRules implements YearRules {

    private static final int FIRST_YEAR = 2010;

    /** Of when a holiday has a substitute, the first year; and whether it has one if it falls on a Saturday. */
    private enum Substitute {
        NONE(Integer.MAX_VALUE, false),
        /** Those of several days. */
        NOT_OF_SATURDAYS(2014, false),
        CHILDREN(2014, true),
        /** From 4 August 2021 on. */
        NATIONAL(2021, true),
        /** From 4 May 2023 on. */
        RELIGIOUS(2023, true);

        private final int firstYear;
        private final boolean saturdays;

        Substitute(int firstYear, boolean saturdays) {
            this.firstYear = firstYear;
            this.saturdays = saturdays;
        }
    }

    private record Day(LocalDate day, String name, Substitute substitute) {}

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<Day> days = new ArrayList<>();
        days.add(new Day(LocalDate.of(year, 1, 1), "New Year's Day", Substitute.NONE));
        addThree(days, KOREAN.day(year, 1, 1), "Seollal");
        days.add(new Day(LocalDate.of(year, 3, 1), "Independence Movement Day", Substitute.NATIONAL));
        days.add(new Day(LocalDate.of(year, 5, 5), "Children's Day", Substitute.CHILDREN));
        days.add(new Day(KOREAN.day(year, 4, 8), "Buddha's Birthday", Substitute.RELIGIOUS));
        days.add(new Day(LocalDate.of(year, 6, 6), "Memorial Day", Substitute.NONE));
        days.add(new Day(LocalDate.of(year, 8, 15), "Liberation Day", Substitute.NATIONAL));
        addThree(days, KOREAN.day(year, 8, 15), "Chuseok");
        days.add(new Day(LocalDate.of(year, 10, 3), "National Foundation Day", Substitute.NATIONAL));
        if (year >= 2013) {
            days.add(new Day(LocalDate.of(year, 10, 9), "Hangul Day", Substitute.NATIONAL));
        }
        if (year >= 2026) {
            days.add(new Day(LocalDate.of(year, 5, 1), "Labour Day", Substitute.NATIONAL));
            days.add(new Day(LocalDate.of(year, 7, 17), "Constitution Day", Substitute.NATIONAL));
        }
        days.add(new Day(LocalDate.of(year, 12, 25), "Christmas", Substitute.RELIGIOUS));
        days.sort(Comparator.comparing(Day::day));
        return withSubstitutes(days, year);
    }

    private static void addThree(List<Day> days, LocalDate middle, String name) {
        for (int from = -1; from <= 1; from++) {
            days.add(new Day(middle.plusDays(from), name, Substitute.NOT_OF_SATURDAYS));
        }
    }

    /** Article 3: instead of a day that is free anyway, the next that is not. */
    private static List<NamedDay> withSubstitutes(List<Day> days, int year) {
        List<NamedDay> all = new ArrayList<>();
        days.forEach(day -> all.add(new NamedDay(day.day(), day.name())));
        Set<LocalDate> free = days.stream().map(Day::day).collect(Collectors.toSet());
        Set<LocalDate> replaced = new HashSet<>();
        for (Day day : days) {
            boolean shared =
                    days.stream().anyMatch(other -> other != day && other.day().equals(day.day()));
            // Two holidays on one day have one substitute.
            if (isSubstituted(day, year, shared) && replaced.add(day.day())) {
                LocalDate substitute = day.day().plusDays(1);
                while (free.contains(substitute) || isWeekend(substitute)) {
                    substitute = substitute.plusDays(1);
                }
                free.add(substitute);
                all.add(new NamedDay(substitute, day.name() + ", substitute"));
            }
        }
        return all;
    }

    private static boolean isSubstituted(Day day, int year, boolean shared) {
        Substitute substitute = day.substitute();
        boolean begun = year > substitute.firstYear
                || year == substitute.firstYear
                        && (substitute != Substitute.NATIONAL || day.day().getMonthValue() >= 8);
        DayOfWeek weekday = day.day().getDayOfWeek();
        return begun
                && (shared || weekday == DayOfWeek.SUNDAY || weekday == DayOfWeek.SATURDAY && substitute.saturdays);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
