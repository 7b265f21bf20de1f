package io.undercurrent.series.holiday;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The holidays of a country, a region or a file, for a range of days. It holds the days themselves, not the rules: a
 * model file that contains it always means the same days, also when the rules change later.
 *
 * @param id such as {@code DE} or {@code US-CA}, or the name of a file
 * @param rules name and version of the rules that gave the days
 * @param firstDay the first day covered, in days since 1970-01-01
 * @param lastDay the last day covered
 * @param holidays by name
 */
public record HolidayCalendar(String id, String rules, int firstDay, int lastDay, List<Holiday> holidays) {

    /** From the first day to the last, both included: 400 years. */
    public static final int MOST_DAYS = 366 * 400;

    private static final int LONGEST_NAME = 255;

    /**
     * One holiday in all years covered.
     *
     * @param days ascending
     */
    public record Holiday(String name, List<Integer> days) {

        public Holiday {
            requireText("name of a holiday", name);
            days = List.copyOf(days);
            for (int i = 1; i < days.size(); i++) {
                if (days.get(i) <= days.get(i - 1)) {
                    throw new IllegalArgumentException("days of " + name + ": expected ascending days, but got "
                            + days.get(i) + " after " + days.get(i - 1));
                }
            }
        }
    }

    public HolidayCalendar {
        requireText("id of a holiday calendar", id);
        requireText("rules of a holiday calendar", rules);
        holidays = List.copyOf(holidays);
        if (lastDay < firstDay || (long) lastDay - firstDay >= MOST_DAYS) {
            throw new IllegalArgumentException("holidays of " + id + ": expected 1 to " + MOST_DAYS
                    + " days from the first to the last, but got day " + firstDay + " to " + lastDay);
        }
        for (Holiday holiday : holidays) {
            for (int day : holiday.days()) {
                if (day < firstDay || day > lastDay) {
                    throw new IllegalArgumentException("holidays of " + id + ": expected days from " + firstDay + " to "
                            + lastDay + ", but " + holiday.name() + " has " + day);
                }
            }
        }
    }

    private static void requireText(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    what + ": expected 1 to " + LONGEST_NAME + " characters, but got '" + text + "'");
        }
    }

    /** The holidays as bits: bit 0 is {@link #firstDay}. */
    public BitSet days() {
        BitSet days = new BitSet(lastDay - firstDay + 1);
        holidays.forEach(holiday -> holiday.days().forEach(day -> days.set(day - firstDay)));
        return days;
    }

    /** Whether {@code day} is a holiday. */
    public boolean contains(int day) {
        return holidays.stream().anyMatch(holiday -> Collections.binarySearch(holiday.days(), day) >= 0);
    }

    /** The names of the holidays on {@code day}. */
    public Stream<String> on(int day) {
        return holidays.stream()
                .filter(holiday -> Collections.binarySearch(holiday.days(), day) >= 0)
                .map(Holiday::name);
    }
}
