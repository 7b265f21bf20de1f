package io.undercurrent.holiday;

import static io.undercurrent.holiday.LunisolarCalendar.VIETNAMESE;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Vietnam: the holidays of its Labour Codes of 1994, 2012 and 2019, with a free working day for each that falls on a weekend. Which days
 * around Tet and 2 September are free, the government says each year; this is what it has said since 2015 and since 2021, and so what is
 * expected for the years to come. Working days that it moves are not among them.
 */
final class VietnameseRules implements YearRules {

    private static final int FIRST_YEAR = 2010;
    private static final String TET = "Tet";

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        addTet(days, year);
        add(days, LocalDate.of(year, 1, 1), "New Year's Day");
        add(days, VIETNAMESE.day(year, 3, 10), "Hung Kings' Day");
        add(days, LocalDate.of(year, 4, 30), "Reunification Day");
        add(days, LocalDate.of(year, 5, 1), "Labour Day");
        LocalDate national = LocalDate.of(year, 9, 2);
        add(days, national, "National Day");
        if (year >= 2021) {
            add(days, besideNationalDay(national), "National Day");
        }
        if (year >= 2026) {
            add(days, LocalDate.of(year, 11, 24), "Vietnam Culture Day");
        }
        for (NamedDay day : List.copyOf(days)) {
            if (!day.name().equals(TET) && isWeekend(day.day())) {
                add(days, nextWorkingDay(day.day(), days, 1), day.name());
            }
        }
        return days;
    }

    /** The last day of the lunar year and the first three, four since the code of 2012. */
    private static void addTet(List<NamedDay> days, int year) {
        int last = year >= 2014 ? 4 : 3;
        for (int day = 0; day <= last; day++) {
            add(days, VIETNAMESE.day(year, 1, day), TET);
        }
        for (NamedDay day : List.copyOf(days)) {
            if (isWeekend(day.day())) {
                boolean before = year >= 2015 && day.day().getDayOfWeek() == DayOfWeek.SATURDAY;
                add(days, nextWorkingDay(day.day(), days, before ? -1 : 1), TET);
            }
        }
    }

    /** The second free day, on the side that makes the longer holiday. */
    private static LocalDate besideNationalDay(LocalDate national) {
        return switch (national.getDayOfWeek()) {
            case MONDAY, THURSDAY, SUNDAY -> national.plusDays(1);
            default -> national.minusDays(1);
        };
    }

    private static LocalDate nextWorkingDay(LocalDate of, List<NamedDay> days, int step) {
        Set<LocalDate> free = new TreeSet<>();
        days.forEach(day -> free.add(day.day()));
        LocalDate day = of.plusDays(step);
        while (free.contains(day) || isWeekend(day)) {
            day = day.plusDays(step);
        }
        return day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private static void add(List<NamedDay> days, LocalDate day, String name) {
        days.add(new NamedDay(day, name));
    }
}
