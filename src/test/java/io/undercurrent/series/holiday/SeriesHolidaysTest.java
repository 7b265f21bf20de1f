package io.undercurrent.series.holiday;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesHolidaysTest {

    private static final HolidayCalendar NORTH = new HolidayCalendar(
            "NN",
            "law",
            100,
            199,
            List.of(new Holiday("Harvest", List.of(120, 180)), new Holiday("Ice", List.of(101))));
    private static final HolidayCalendar SOUTH = new HolidayCalendar(
            "SS",
            "custom",
            110,
            250,
            List.of(new Holiday("Harvest", List.of(119, 180, 240)), new Holiday("Sun", List.of(150))));

    private static SeriesHolidays of(Map<String, String> countries) {
        return new SeriesHolidays(List.of(NORTH, SOUTH), countries);
    }

    @Test
    void aSeriesHasTheHolidaysOfItsCountries() {
        SeriesHolidays.ByKey rows =
                of(Map.of("a", "NN", "b", "NN+SS", "c*", "SS", "cc", "")).byKey();
        assertEquals(NORTH, rows.of("a"));
        assertEquals(SOUTH, rows.of("c-17"));
        HolidayCalendar both = rows.of("b");
        assertEquals(
                new HolidayCalendar(
                        "NN+SS",
                        "law, custom",
                        100,
                        250,
                        List.of(
                                new Holiday("Harvest", List.of(119, 120, 180, 240)),
                                new Holiday("Ice", List.of(101)),
                                new Holiday("Sun", List.of(150)))),
                both,
                "known where one is");
        assertTrue(rows.knows("cc"));
        assertFalse(rows.knows("d"));
        for (String key : List.of("cc", "d")) {
            HolidayCalendar none = rows.of(key);
            assertEquals(0, none.days().cardinality());
            assertEquals(100, none.firstDay());
            assertEquals(250, none.lastDay());
        }
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertRefused(
                "holidays of series 'a': expected some of [NN, SS], but got 'NN+TT'", () -> of(Map.of("a", "NN+TT")));
        assertRefused("but got 'SS+'", () -> of(Map.of("a", "SS+")));
        assertRefused("expected different calendars", () -> new SeriesHolidays(List.of(NORTH, NORTH), Map.of()));
        assertRefused(
                "expected a calendar, but got 1 keys without one",
                () -> new SeriesHolidays(List.of(), Map.of("a", "")));
    }

    private static void assertRefused(String expected, Runnable made) {
        String message = assertThrows(IllegalArgumentException.class, made::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
