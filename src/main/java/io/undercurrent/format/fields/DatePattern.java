package io.undercurrent.format.fields;

import java.util.HashSet;
import java.util.Set;

/** Tells patterns of {@link java.time.format.DateTimeFormatter} that name a day from those that never could. */
final class DatePattern {

    private DatePattern() {}

    /**
     * @throws IllegalArgumentException if no text of the pattern would be a day
     */
    static void requireDay(String pattern) {
        Set<Character> letters = letters(pattern);
        boolean year = letters.contains('y') || letters.contains('u');
        boolean month = letters.contains('M') || letters.contains('L');
        boolean dayOfWeek = letters.contains('E') || letters.contains('e') || letters.contains('c');
        boolean dayOfMonth = letters.contains('d') || letters.contains('W') && dayOfWeek;
        boolean inMonth = year && month && dayOfMonth;
        boolean inYear = year && !month && letters.contains('D');
        boolean inWeek = letters.contains('Y') && letters.contains('w') && dayOfWeek;
        if (!inMonth && !inYear && !inWeek && !letters.contains('g')) {
            throw new IllegalArgumentException(
                    "date-form: expected a pattern with year, month and day, such as dd.MM.yyyy, but got '" + pattern
                            + "'" + hint(letters, year, month));
        }
    }

    /** Letters that are often taken for others. */
    private static String hint(Set<Character> letters, boolean year, boolean month) {
        if (!year && letters.contains('Y')) {
            return "; Y is the year of a week, and y that of a date";
        }
        if (!month && letters.contains('m')) {
            return "; m is the minute, and M the month";
        }
        return month && letters.contains('D') ? "; D is the day of the year, and d that of the month" : "";
    }

    /** Those that stand for something, which are outside of quotes. */
    private static Set<Character> letters(String pattern) {
        Set<Character> letters = new HashSet<>();
        boolean quoted = false;
        for (char character : pattern.toCharArray()) {
            quoted ^= character == '\'';
            if (!quoted) {
                letters.add(character);
            }
        }
        return letters;
    }
}
