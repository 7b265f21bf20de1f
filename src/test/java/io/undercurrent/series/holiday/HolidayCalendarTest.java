package io.undercurrent.series.holiday;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolidayCalendarTest {

    private static HolidayCalendar calendar(Holiday... holidays) {
        return new HolidayCalendar("XX", "by hand", 100, 199, List.of(holidays));
    }

    @Test
    void aDayMayBeSeveralHolidays() {
        HolidayCalendar calendar =
                calendar(new Holiday("Spring", List.of(100, 150)), new Holiday("May", List.of(150, 199)));
        assertTrue(calendar.contains(150));
        assertFalse(calendar.contains(151));
        assertEquals(List.of("Spring", "May"), calendar.on(150).toList());
        assertEquals(
                BitSet.valueOf(new long[] {1, 0}).cardinality() + 2,
                calendar.days().cardinality());
        assertTrue(calendar.days().get(0)
                && calendar.days().get(50)
                && calendar.days().get(99));
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(
                "expected days from 100 to 199, but Late has 200", () -> calendar(new Holiday("Late", List.of(200))));
        assertRefused("expected ascending days, but got 4 after 4", () -> new Holiday("Twice", List.of(4, 4)));
        assertRefused("name of a holiday: expected 1 to 255 characters", () -> new Holiday(" ", List.of()));
        assertRefused(
                "but got day 0 to 2147483647",
                () -> new HolidayCalendar("XX", "by hand", 0, Integer.MAX_VALUE, List.of()));
        assertRefused("but got day 5 to 4", () -> new HolidayCalendar("XX", "by hand", 5, 4, List.of()));
    }

    private static void assertRefused(String expected, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
