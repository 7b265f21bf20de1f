package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** CSV files with holidays, one day a row: {@code date}, and {@code name} if they have names. */
public final class HolidayCsv {

    private static final String DATE = "date";
    private static final String NAME = "name";
    private static final String NO_NAME = "holiday";
    private static final String RULES = "file";

    private HolidayCsv() {}

    /** Whether a calendar came from a file, and not from the rules of a country. */
    public static boolean isOfFile(HolidayCalendar calendar) {
        return calendar.rules().equals(RULES);
    }

    /**
     * The holidays of a file, named after it: of all days of the years from that of its first holiday to that of its last.
     *
     * @throws IllegalArgumentException if the content is wrong, with file and line, what was expected and what came
     */
    public static HolidayCalendar read(Path file) throws IOException {
        Map<String, Set<Integer>> days = new TreeMap<>();
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV)) {
            int dateField = rows.find(DATE);
            int nameField = rows.header().contains(NAME) ? rows.find(NAME) : -1;
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                int day = CalendarDay.parse(row.getField(dateField));
                if (day == CalendarDay.NONE) {
                    throw new IllegalArgumentException(file + ", line " + row.getStartingLineNumber()
                            + ": column date: expected a date YYYY-MM-DD, but got "
                            + Quotation.of(row.getField(dateField)));
                }
                String name = nameField < 0 ? "" : row.getField(nameField).strip();
                days.computeIfAbsent(name.isEmpty() ? NO_NAME : name, none -> new TreeSet<>())
                        .add(day);
                first = Math.min(first, day);
                last = Math.max(last, day);
            }
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException(file + ": expected at least one holiday, but there is none");
        }
        List<Holiday> holidays = new ArrayList<>();
        days.forEach((name, of) -> holidays.add(new Holiday(name, List.copyOf(of))));
        String id = file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        LocalDate firstDay = LocalDate.ofEpochDay(first).withDayOfYear(1);
        LocalDate lastDay =
                LocalDate.ofEpochDay(last).plusYears(1).withDayOfYear(1).minusDays(1);
        if (lastDay.toEpochDay() - firstDay.toEpochDay() >= HolidayCalendar.MOST_DAYS) {
            throw new IllegalArgumentException(file + ": expected holidays of 400 years at most, but they are from "
                    + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last));
        }
        return new HolidayCalendar(
                id, RULES, Math.toIntExact(firstDay.toEpochDay()), Math.toIntExact(lastDay.toEpochDay()), holidays);
    }
}
