package io.undercurrent.holiday;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.holiday.HolidayCalendar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The days of {@code days.csv}, from 2010 to 2027, are those of holidays 0.105 for Python, an implementation of its own, but for
 * these differences: without Ireland's day of mourning of 14 September 2001, which it has in 2011, without Italy's day of national
 * unity, which always is a Sunday, and with the weekends that China's announcements count as holidays. China's days of 2027, which is
 * not announced yet, are those of the law.
 *
 * <p>Indonesia's Lunar New Year of 2010 and 2013 is the day itself, and 1 June is no holiday in 2016, by the decrees of its ministers
 * and president. The Philippines have what was proclaimed: the elections of 2010, 2013 and 2016, the additional days of 2010, 2011,
 * 2012, 2016 and 2022, Ninoy Aquino Day of 2010 on a Saturday, the feasts of Islam of 2010, 2016 and 2017, 25 February 2017 and 8
 * December 2018, but not Chinese New Year of 2013. The feasts of 2027 there are the expected days. Malaysia has Deepavali, which only
 * Sarawak has not, the feasts of Islam of 2010, 2011 and 2022 by its lists, substitutes for the Islamic New Year too, and the holidays
 * declared for 31 December 2010, 11 April 2012, and 10 and 11 May 2018. Vietnam has the working days that were moved in 2010, 2011, 2012,
 * 2014, 2025 and 2026, and 24 November since 2026.
 */
class HolidayRulesTest {

    private static final HolidayRules RULES = new HolidayRules();
    private static final int FIRST_YEAR = 2010;
    private static final int LAST_YEAR = 2027;

    private record Year(String calendar, int year, String days) {}

    private static List<Year> years() throws IOException {
        List<Year> years = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HolidayRulesTest.class.getResourceAsStream("days.csv"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells -> years.add(new Year(cells[0], Integer.parseInt(cells[1]), cells[2])));
        }
        return years;
    }

    private static Stream<String> calendars() throws IOException {
        return years().stream().map(Year::calendar).distinct();
    }

    @ParameterizedTest
    @MethodSource("calendars")
    void hasTheDaysOfAnotherImplementation(String id) throws IOException {
        HolidayCalendar calendar = RULES.of(id, FIRST_YEAR, LAST_YEAR);
        List<Year> years =
                years().stream().filter(year -> year.calendar().equals(id)).toList();
        assertEquals(LAST_YEAR - FIRST_YEAR + 1, years.size());
        for (Year year : years) {
            TreeSet<String> days = new TreeSet<>();
            for (LocalDate day = LocalDate.of(year.year(), 1, 1); day.getYear() == year.year(); day = day.plusDays(1)) {
                if (calendar.contains(Math.toIntExact(day.toEpochDay()))) {
                    days.add(day.toString().substring(5));
                }
            }
            assertEquals(year.days(), String.join(" ", days), id + " " + year.year());
        }
    }

    private static boolean isHoliday(String id, String day) {
        LocalDate date = LocalDate.parse(day);
        return RULES.of(id, date.getYear(), date.getYear()).contains(Math.toIntExact(date.toEpochDay()));
    }

    /** What Jollyday 1.8.1 has otherwise, one by one, by the law of the country. */
    @ParameterizedTest
    @CsvSource({
        "JP, 2026-03-20, true",
        "JP, 2026-05-06, true",
        "JP, 2026-09-22, true",
        "JP, 2026-09-23, true",
        "JP, 2026-02-23, true",
        "JP, 2026-12-23, false",
        "JP, 2018-12-24, true",
        "JP, 2019-04-30, true",
        "JP, 2020-10-12, false",
        "US, 2021-12-31, true",
        "US, 2026-07-04, true",
        "US, 2026-07-03, true",
        "PT, 2014-11-01, false",
        "PT, 2016-11-01, true",
        "PL, 2010-01-06, false",
        "SK, 2026-05-08, false",
        "CN, 2027-02-06, true",
        "CN, 2030-02-02, true",
        "CN, 2030-02-05, true",
        "CN, 2030-02-06, false",
        "KR, 2027-02-09, true",
        "KR, 2028-10-05, true",
        "ID, 2010-02-14, true",
        "ID, 2010-02-15, false",
        "ID, 2016-06-01, false",
        "ID, 2017-06-01, true",
        "ID, 2022-07-09, false",
        "ID, 2022-07-10, true",
        "MY, 2010-12-31, true",
        "MY, 2011-08-30, true",
        "MY, 2011-09-01, true",
        "MY, 2012-04-11, true",
        "MY, 2019-09-02, true",
        "MY, 2022-05-04, true",
        "MY, 2026-06-02, true",
        "MY, 2030-06-03, true",
        "PH, 2010-08-21, true",
        "PH, 2010-08-23, false",
        "PH, 2010-11-16, true",
        "PH, 2016-05-09, true",
        "PH, 2016-09-12, true",
        "PH, 2021-12-31, false",
        "PH, 2023-11-27, true",
        "PH, 2023-11-30, false",
        "TW, 2030-04-04, true",
        "TW, 2032-12-31, true",
        "TW, 2035-02-12, true",
        "VN, 2010-09-03, true",
        "VN, 2011-01-31, true",
        "VN, 2014-02-05, true",
        "VN, 2024-02-08, true",
        "VN, 2025-05-02, true",
        "VN, 2030-02-02, true",
        "VN, 2030-02-03, true"
    })
    void followsTheLaw(String id, String day, boolean holiday) {
        assertEquals(holiday, isHoliday(id, day));
    }

    @Test
    void knowsPartsOfCountries() {
        assertTrue(isHoliday("DE-BY", "2025-11-01"));
        assertFalse(isHoliday("DE", "2025-11-01"));
        assertTrue(isHoliday("GB-SCT", "2025-11-30"));
        assertFalse(isHoliday("GB-ENG", "2025-11-30"));
    }

    @Test
    void beginsWhereTheRulesAreKnown() {
        HolidayCalendar calendar = RULES.of("JP", 1995, 2010);
        assertEquals(LocalDate.of(2007, 1, 1).toEpochDay(), calendar.firstDay());
        assertEquals(LocalDate.of(2010, 12, 31).toEpochDay(), calendar.lastDay());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UK | got 'UK', of which no holidays are known; there are GB;",
                "Germny | got 'Germny', of which no holidays are known; there are DE;",
                "fra | got 'fra', of which no holidays are known; there are FR;",
                "US-CX | got 'US-CX', of which no holidays are known; there are US-AK, US-AL, US-AR, US-AZ, US-CA and others;",
                "KOR | got 'KOR', of which no holidays are known; there are KR;",
                "LA | got 'LA', of which no holidays are known; --holidays-file takes those of a file"
            })
    void namesWhatAnUnknownCodeMayHaveBeen(String id, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> RULES.of(id, 2020, 2020))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void saysWhichReleaseOfJollydayTheRulesAreOf() throws IOException {
        Properties properties = new Properties();
        properties.load(HolidayRulesTest.class.getResourceAsStream(
                "/META-INF/maven/de.focus-shift/jollyday-core/pom.properties"));
        assertTrue(HolidayRules.VERSION.startsWith("Jollyday " + properties.getProperty("version") + " "));
    }
}
