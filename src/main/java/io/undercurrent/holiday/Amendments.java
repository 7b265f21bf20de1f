package io.undercurrent.holiday;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrections to the rules where they differ from the law or know too little, each with its source, from {@code amendments.csv}: holidays to
 * add, on a date ({@code 12-25}), on a weekday of a month ({@code 10-MO2}) or a number of days from Easter ({@code
 * easter+49}), and holidays to remove by name.
 */
final class Amendments {

    private static final String FILE = "amendments.csv";
    private static final String EASTER = "easter";

    private final List<Amendment> all = new ArrayList<>();

    /**
     * One row.
     *
     * @param calendar calendar to correct, with all its parts
     * @param day of a holiday to add; empty for one to remove
     */
    private record Amendment(String calendar, String day, int from, int until, String name) {

        boolean concerns(String id, int year) {
            return (id.equals(calendar) || id.startsWith(calendar + "-")) && from <= year && year <= until;
        }

        LocalDate dayIn(int year) {
            if (day.startsWith(EASTER)) {
                return easter(year).plusDays(Integer.parseInt(day.substring(EASTER.length())));
            }
            Month month = Month.of(Integer.parseInt(day.substring(0, 2)));
            String rest = day.substring(3);
            for (DayOfWeek weekday : DayOfWeek.values()) {
                if (rest.startsWith(weekday.name().substring(0, 2))) {
                    return LocalDate.of(year, month, 1)
                            .with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(rest.substring(2)), weekday));
                }
            }
            return LocalDate.of(year, month, Integer.parseInt(rest));
        }
    }

    Amendments() {
        try (InputStream bytes = Amendments.class.getResourceAsStream(FILE);
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                all.add(new Amendment(
                        row.getField("calendar"),
                        row.getField("day"),
                        year(row.getField("from"), Integer.MIN_VALUE),
                        year(row.getField("until"), Integer.MAX_VALUE),
                        row.getField("name")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int year(String cell, int otherwise) {
        return cell.isEmpty() ? otherwise : Integer.parseInt(cell);
    }

    /** The holidays of a year after all amendments of a calendar. */
    List<NamedDay> apply(String id, int year, List<NamedDay> days) {
        List<NamedDay> amended = new ArrayList<>(days);
        for (Amendment amendment : all) {
            if (!amendment.concerns(id, year)) {
                continue;
            }
            if (amendment.day().isEmpty()) {
                amended.removeIf(day -> day.name().equals(amendment.name()));
            } else {
                amended.add(new NamedDay(amendment.dayIn(year), amendment.name()));
            }
        }
        return amended;
    }

    /** Sunday after the first full moon of spring, by the rule of Meeus, Jones and Butcher for the Gregorian calendar. */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
