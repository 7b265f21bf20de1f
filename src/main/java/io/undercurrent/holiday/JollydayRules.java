package io.undercurrent.holiday;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The public holidays of a country, or of a part of one, by Jollyday. */
final class JollydayRules implements YearRules {

    private static final int FIRST_YEAR = 1970;

    private final HolidayManager manager;
    private final String[] parts;

    /**
     * @param country in lower case, one that it knows
     * @param parts of the country, from the largest to the smallest, in lower case
     */
    JollydayRules(String country, String... parts) {
        manager = HolidayManager.getInstance(ManagerParameters.create(country));
        this.parts = parts.clone();
    }

    /** The ids of all countries. */
    static Set<String> countries() {
        Set<String> ids = new TreeSet<>();
        // The longer codes among them are those of stock exchanges.
        HolidayManager.getSupportedCalendarCodes().stream()
                .filter(code -> code.length() == 2)
                .forEach(code -> ids.add(code.toUpperCase(Locale.ROOT)));
        return ids;
    }

    /** The ids of all parts of a country, such as {@code US-CA}. */
    static Set<String> parts(String country) {
        Set<String> ids = new TreeSet<>();
        CalendarHierarchy whole = HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
                .getCalendarHierarchy();
        addParts(country, whole, ids);
        return ids;
    }

    private static void addParts(String id, CalendarHierarchy of, Set<String> ids) {
        of.getChildren().forEach((code, part) -> {
            String partId = id + "-" + code.toUpperCase(Locale.ROOT);
            ids.add(partId);
            addParts(partId, part, ids);
        });
    }

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        // A New Year's Day that is observed on 31 December is listed under the year after.
        Stream.of(year, year + 1)
                .flatMap(listed -> manager.getHolidays(Year.of(listed), HolidayType.PUBLIC_HOLIDAY, parts).stream())
                .filter(holiday -> holiday.getDate().getYear() == year)
                .forEach(holiday -> days.add(new NamedDay(holiday.getDate(), name(holiday))));
        return days;
    }

    private static String name(Holiday holiday) {
        return holiday.getDescription(Locale.ENGLISH).strip();
    }
}
