package io.undercurrent.holiday;

import static io.undercurrent.holiday.LunisolarCalendar.CHINESE;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Taiwan, by its Act on Memorial Days and Holidays of 28 May 2025. */
final class TaiwaneseRules implements YearRules {

    private static final int FIRST_YEAR = 2010;

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        // New Year's Day of the year after may be observed in this one.
        for (int of = year; of <= year + 1; of++) {
            addFixed(days, of);
            addNewYear(days, of);
            addChildrenAndAncestors(days, of);
        }
        days.removeIf(day -> day.day().getYear() != year);
        return days;
    }

    private static void addFixed(List<NamedDay> days, int year) {
        add(days, LocalDate.of(year, 1, 1), "Founding Day");
        add(days, LocalDate.of(year, 2, 28), "Peace Memorial Day");
        add(days, LocalDate.of(year, 5, 1), "Labour Day");
        add(days, CHINESE.day(year, 5, 5), "Dragon Boat Festival");
        add(days, CHINESE.day(year, 8, 15), "Mid-Autumn Festival");
        add(days, LocalDate.of(year, 9, 28), "Confucius' Birthday");
        add(days, LocalDate.of(year, 10, 10), "National Day");
        add(days, LocalDate.of(year, 10, 25), "Restoration Day");
        add(days, LocalDate.of(year, 12, 25), "Constitution Day");
    }

    /** With the day before it where it is a Saturday, and the day after where it is a Sunday. */
    private static void add(List<NamedDay> days, LocalDate day, String name) {
        days.add(new NamedDay(day, name));
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
            days.add(new NamedDay(day.minusDays(1), name));
        } else if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            days.add(new NamedDay(day.plusDays(1), name));
        }
    }

    /** Five days from two before the first of the lunar year on, and for each on a weekend one more. */
    private static void addNewYear(List<NamedDay> days, int year) {
        LocalDate first = CHINESE.day(year, 1, -1);
        int working = 0;
        for (LocalDate day = first; day.isBefore(first.plusDays(5)) || working < 5; day = day.plusDays(1)) {
            boolean weekend = isWeekend(day);
            if (!weekend || day.isBefore(first.plusDays(5))) {
                days.add(new NamedDay(day, "Lunar New Year"));
            }
            working += weekend ? 0 : 1;
        }
    }

    /** Where both fall on one day, that before it is free too, or that after it if it is a Thursday. */
    private static void addChildrenAndAncestors(List<NamedDay> days, int year) {
        LocalDate children = LocalDate.of(year, 4, 4);
        LocalDate ancestors = LunisolarCalendar.qingming(year);
        if (children.equals(ancestors) && !isWeekend(children)) {
            days.add(new NamedDay(children, "Children's Day and Tomb-Sweeping Day"));
            long other = children.getDayOfWeek() == DayOfWeek.THURSDAY ? 1 : -1;
            days.add(new NamedDay(children.plusDays(other), "Children's Day and Tomb-Sweeping Day"));
            return;
        }
        add(days, children, "Children's Day");
        days.add(new NamedDay(ancestors, "Tomb-Sweeping Day"));
        if (isWeekend(ancestors) || children.getDayOfWeek() == DayOfWeek.SUNDAY) {
            LocalDate free = ancestors.plusDays(1);
            Set<LocalDate> taken = days.stream().map(NamedDay::day).collect(Collectors.toSet());
            while (taken.contains(free) || isWeekend(free)) {
                free = free.plusDays(1);
            }
            days.add(new NamedDay(free, "Tomb-Sweeping Day"));
        }
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
