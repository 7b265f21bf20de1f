package io.undercurrent.holiday;

import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The Philippines: the regular holidays and special non-working days of the Administrative Code (section 26, as amended by Republic
 * Acts 9177, 9256, 9492, 9849 and 10966), without those that the president proclaims for a year. Black Saturday, the day after All
 * Saints' Day, Christmas Eve and Chinese New Year are such days.
 */
final class PhilippineRules implements YearRules {

    private static final int FIRST_YEAR = 2010;
    /** Up to here the days of the two feasts of Islam are proclaimed. */
    private static final int LAST_PROCLAIMED_FEASTS = 2026;

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        LocalDate easter = Amendments.easter(year);
        add(days, LocalDate.of(year, 1, 1), "New Year's Day");
        add(days, easter.minusDays(3), "Maundy Thursday");
        add(days, easter.minusDays(2), "Good Friday");
        add(days, LocalDate.of(year, 4, 9), "Day of Valor");
        add(days, LocalDate.of(year, 5, 1), "Labour Day");
        add(days, LocalDate.of(year, 6, 12), "Independence Day");
        add(days, LocalDate.of(year, 8, 21), "Ninoy Aquino Day");
        add(days, LocalDate.of(year, 8, 1).with(lastInMonth(DayOfWeek.MONDAY)), "National Heroes' Day");
        add(days, LocalDate.of(year, 11, 1), "All Saints' Day");
        add(days, LocalDate.of(year, 11, 30), "Bonifacio Day");
        if (year >= 2018) {
            add(days, LocalDate.of(year, 12, 8), "Immaculate Conception");
        }
        add(days, LocalDate.of(year, 12, 25), "Christmas");
        add(days, LocalDate.of(year, 12, 30), "Rizal Day");
        add(days, LocalDate.of(year, 12, 31), "Last Day of the Year");
        if (year > LAST_PROCLAIMED_FEASTS) {
            IslamicCalendar.PHILIPPINE.days(year, 10, 1).forEach(day -> add(days, day, "Eid al-Fitr"));
            IslamicCalendar.PHILIPPINE.days(year, 12, 10).forEach(day -> add(days, day, "Eid al-Adha"));
        }
        return days;
    }

    private static void add(List<NamedDay> days, LocalDate day, String name) {
        days.add(new NamedDay(day, name));
    }
}
