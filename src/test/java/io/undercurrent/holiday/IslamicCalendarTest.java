package io.undercurrent.holiday;

import static io.undercurrent.holiday.IslamicCalendar.INDONESIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IslamicCalendarTest {

    /** From 2023 to 2027, since both countries took this rule in 2022; 2027 as announced in 2026. */
    @ParameterizedTest
    @CsvSource({
        "INDONESIAN, 1, 1, 2023-07-19 2024-07-07 2025-06-27 2026-06-16 2027-06-06",
        "INDONESIAN, 3, 12, 2023-09-28 2024-09-16 2025-09-05 2026-08-25 2027-08-15",
        "INDONESIAN, 10, 1, 2023-04-22 2024-04-10 2025-03-31 2026-03-21 2027-03-10",
        "INDONESIAN, 12, 10, 2023-06-29 2024-06-17 2025-06-06 2026-05-27 2027-05-17",
        "MALAYSIAN, 1, 1, 2023-07-19 2024-07-07 2025-06-27 2026-06-17 2027-06-06",
        "MALAYSIAN, 3, 12, 2023-09-28 2024-09-16 2025-09-05 2026-08-25 2027-08-15",
        "MALAYSIAN, 10, 1, 2023-04-22 2024-04-10 2025-03-31 2026-03-21 2027-03-10",
        "MALAYSIAN, 12, 10, 2023-06-29 2024-06-17 2025-06-07 2026-05-27 2027-05-17"
    })
    void expectsTheDaysThatWereAnnounced(IslamicCalendar calendar, int month, int day, String announced) {
        List<LocalDate> expected =
                Arrays.stream(announced.split(" ")).map(LocalDate::parse).toList();
        assertEquals(
                expected,
                IntStream.rangeClosed(2023, 2027)
                        .boxed()
                        .flatMap(year -> calendar.days(year, month, day).stream())
                        .toList());
    }

    /** Eid al-Fitr comes twice in 2033, and the Islamic year began twice in 2008. */
    @Test
    void findsADayTwiceInAYearOfOurs() {
        assertEquals(List.of(LocalDate.of(2033, 1, 3), LocalDate.of(2033, 12, 23)), INDONESIAN.days(2033, 10, 1));
        assertEquals(List.of(LocalDate.of(2008, 1, 10), LocalDate.of(2008, 12, 29)), INDONESIAN.days(2008, 1, 1));
    }
}
