package io.undercurrent.simulator;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The public holidays of a country, a year at a time. */
final class PublicHolidays {

    private final HolidayManager holidays;
    private final Map<Integer, Set<LocalDate>> years = new HashMap<>();

    PublicHolidays(String country) {
        this.holidays = HolidayManager.getInstance(ManagerParameters.create(country));
    }

    static boolean knows(String country) {
        // The longer codes among them are those of stock exchanges.
        return country.length() == 2
                && HolidayManager.getSupportedCalendarCodes().contains(country);
    }

    boolean contains(LocalDate date) {
        return years.computeIfAbsent(date.getYear(), this::of).contains(date);
    }

    private Set<LocalDate> of(int year) {
        return holidays.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY).stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
