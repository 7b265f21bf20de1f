package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.holiday.HolidayCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolidayCsvTest {

    @TempDir
    private Path folder;

    private HolidayCalendar read(String content) throws IOException {
        return HolidayCsv.read(Files.writeString(folder.resolve("fairs.csv"), content));
    }

    @Test
    void wholeYearsAreKnown() throws IOException {
        HolidayCalendar calendar = read("name,date\nFair,2025-06-01\n,2024-03-05\nFair,2024-06-02\n");
        assertEquals("fairs", calendar.id());
        assertEquals(LocalDate.of(2024, 1, 1).toEpochDay(), calendar.firstDay());
        assertEquals(LocalDate.of(2025, 12, 31).toEpochDay(), calendar.lastDay());
        assertEquals(
                List.of("Fair", "holiday"),
                calendar.holidays().stream().map(HolidayCalendar.Holiday::name).toList());
        assertTrue(calendar.contains(Math.toIntExact(LocalDate.of(2024, 6, 2).toEpochDay())));
        assertEquals(3, calendar.days().cardinality());
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertRefused(
                "fairs.csv, line 3: column date: expected a date YYYY-MM-DD, but got '5.3.2024'",
                "date\n2024-03-04\n5.3.2024\n");
        assertRefused("fairs.csv: expected a column date, but the file has day", "day\n2024-03-04\n");
        assertRefused("fairs.csv: expected at least one holiday, but there is none", "date\n");
        assertRefused(
                "fairs.csv: expected holidays of 400 years at most, but they are from 0024-03-04 to 2024-06-02",
                "date\n2024-06-02\n0024-03-04\n");
    }

    private void assertRefused(String expected, String content) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(content))
                .getMessage();
        assertTrue(message.endsWith(expected), message);
    }
}
