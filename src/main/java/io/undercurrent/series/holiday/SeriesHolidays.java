package io.undercurrent.series.holiday;

import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import io.undercurrent.series.kind.RowsByKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The holidays of each series: those of the country that it lies in. A series without a row, or with an empty one, has none.
 *
 * @param calendars of the countries
 * @param countries by key, or by the beginning of keys and {@code *}, see {@link RowsByKey}: the id of a calendar, or
 *     several joined by {@code +}, or nothing
 */
public record SeriesHolidays(List<HolidayCalendar> calendars, Map<String, String> countries) {

    /** Of series that have no holidays of their own. */
    public static final SeriesHolidays NONE = new SeriesHolidays(List.of(), Map.of());

    /** Stands between the ids of several calendars. */
    public static final String AND = "+";

    private static final String NO_COUNTRY = "none";
    private static final int MOST_CALENDARS = 500;

    public SeriesHolidays {
        calendars = List.copyOf(calendars);
        // Sorted, so that equal tables are equal bytes in a file.
        countries = Collections.unmodifiableMap(new TreeMap<>(countries));
        if (calendars.size() > MOST_CALENDARS) {
            throw new IllegalArgumentException("holidays of series: expected at most " + MOST_CALENDARS
                    + " calendars, but got " + calendars.size());
        }
        Set<String> ids = new TreeSet<>();
        for (HolidayCalendar calendar : calendars) {
            if (!ids.add(calendar.id()) || calendar.id().contains(AND)) {
                throw new IllegalArgumentException("holidays of series: expected different calendars, without " + AND
                        + " in their ids, but got " + calendar.id());
            }
        }
        if (calendars.isEmpty() && !countries.isEmpty()) {
            throw new IllegalArgumentException(
                    "holidays of series: expected a calendar, but got " + countries.size() + " keys without one");
        }
        countries.forEach((key, country) -> ids(country).forEach(id -> {
            if (!ids.contains(id)) {
                throw new IllegalArgumentException(
                        "holidays of series '" + key + "': expected some of " + ids + ", but got '" + country + "'");
            }
        }));
    }

    private static Map<String, HolidayCalendar> byId(List<HolidayCalendar> calendars) {
        return calendars.stream().collect(Collectors.toMap(HolidayCalendar::id, calendar -> calendar));
    }

    /** The ids in a row. */
    public static List<String> ids(String country) {
        return country.isEmpty() ? List.of() : List.of(country.split("\\" + AND, -1));
    }

    public boolean hasNoCalendar() {
        return calendars.isEmpty();
    }

    /** The same holidays of other keys. */
    public SeriesHolidays of(Map<String, String> others) {
        return new SeriesHolidays(calendars, others);
    }

    /** For looking series up. */
    public ByKey byKey() {
        return new ByKey(this);
    }

    /** The days that are holidays in one of several countries; known where one of them is, so that the others go on where one ends. */
    private static HolidayCalendar joined(String country, Map<String, HolidayCalendar> byId) {
        List<HolidayCalendar> parts = ids(country).stream().map(byId::get).toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int first = parts.stream().mapToInt(HolidayCalendar::firstDay).min().orElseThrow();
        int last = parts.stream().mapToInt(HolidayCalendar::lastDay).max().orElseThrow();
        Map<String, Set<Integer>> days = new TreeMap<>();
        for (HolidayCalendar part : parts) {
            for (Holiday holiday : part.holidays()) {
                days.computeIfAbsent(holiday.name(), none -> new TreeSet<>()).addAll(holiday.days());
            }
        }
        List<Holiday> holidays = new ArrayList<>();
        days.forEach((name, of) -> holidays.add(new Holiday(name, List.copyOf(of))));
        String rules = parts.stream().map(HolidayCalendar::rules).distinct().collect(Collectors.joining(", "));
        return new HolidayCalendar(country, rules, first, last, holidays);
    }

    /** Looks the holidays of series up. Not thread-safe: keeps the calendars that were asked for. */
    public static final class ByKey {

        private final RowsByKey<String> countries;
        private final Map<String, HolidayCalendar> byId;
        private final Map<String, HolidayCalendar> joined = new HashMap<>();
        private final HolidayCalendar none;

        private ByKey(SeriesHolidays of) {
            countries = new RowsByKey<>(of.countries);
            byId = byId(of.calendars);
            Stream<HolidayCalendar> all = of.calendars.stream();
            none = new HolidayCalendar(
                    NO_COUNTRY,
                    NO_COUNTRY,
                    all.mapToInt(HolidayCalendar::firstDay).min().orElse(0),
                    of.calendars.stream()
                            .mapToInt(HolidayCalendar::lastDay)
                            .max()
                            .orElse(0),
                    List.of());
        }

        /** Whether a row says where a series lies, be it nowhere. */
        public boolean knows(String key) {
            return countries.of(Objects.requireNonNull(key, "key")) != null;
        }

        /** What the row of a series says; empty if it has none. */
        public String country(String key) {
            String country = countries.of(Objects.requireNonNull(key, "key"));
            return country == null ? "" : country;
        }

        /** The holidays of a series. */
        public HolidayCalendar of(String key) {
            String country = country(key);
            return country.isEmpty() ? none : joined.computeIfAbsent(country, ids -> joined(ids, byId));
        }
    }
}
