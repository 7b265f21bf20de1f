package io.undercurrent.format;

import java.time.LocalDate;
import java.time.YearMonth;

/** Days of the calendar in the form YYYY-MM-DD, years 0001 to 9999, and nothing that only resembles it. */
public final class CalendarDay {

    /** Stands for a text that is no day. */
    public static final int NONE = Integer.MIN_VALUE;

    /** 0001-01-01. */
    public static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay();

    /** 9999-12-31. */
    public static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private CalendarDay() {}

    /** Whether a day, counted from 1970-01-01, lies in the years 0001 to 9999. */
    public static boolean isInRange(long day) {
        return day >= FIRST && day <= LAST;
    }

    /** The day counted from 1970-01-01, or {@link #NONE}. */
    public static int parse(CharSequence text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return NONE;
        }
        return (int) LocalDate.of(year, month, day).toEpochDay();
    }

    private static int number(CharSequence text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
