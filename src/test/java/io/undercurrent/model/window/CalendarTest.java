package io.undercurrent.model.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private final Calendar calendar = new Calendar(true);
    private final Calendar withoutEaster = new Calendar(false);

    private float[] ofChristmas(String date) {
        int count = Calendar.features(false);
        return Arrays.copyOfRange(encoded(withoutEaster, count, date), count - 2, count);
    }

    /** The features that stand behind all that a calendar without Easter has. */
    private float[] ofEaster(String date) {
        float[] all = encoded(calendar, Calendar.features(true), date);
        int count = Calendar.features(false);
        assertArrayEquals(encoded(withoutEaster, count, date), Arrays.copyOf(all, count));
        return Arrays.copyOfRange(all, count, all.length);
    }

    private static float[] encoded(Calendar calendar, int count, String date) {
        float[] features = new float[count];
        assertEquals(count, calendar.encode(day(date), features, 0));
        return features;
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /** Dates of the United States Naval Observatory, the earliest and the latest that there can be among them. */
    @Test
    void knowsEaster() {
        for (String sunday : new String[] {
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "1997-03-30",
            "1998-04-12",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2024-03-31",
            "2025-04-20",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19"
        }) {
            LocalDate date = LocalDate.parse(sunday);
            assertEquals(date, Calendar.easterSunday(date.getYear()));
        }
    }

    @Test
    void tellsTheDaysAroundEasterApart() {
        assertArrayEquals(new float[8], ofEaster("2025-04-14"));
        assertArrayEquals(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, ofEaster("2025-04-15"));
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 1, 0, 0}, ofEaster("2025-04-20"));
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 1}, ofEaster("2025-04-22"));
        assertArrayEquals(new float[8], ofEaster("2025-04-23"));
        assertArrayEquals(new float[8], ofEaster("2025-12-25"));
        assertTrue(calendar.isAroundEaster(day("2025-04-18")));
        assertFalse(calendar.isAroundEaster(day("2024-04-18")));
        assertFalse(withoutEaster.isAroundEaster(day("2025-04-18")));
    }

    @Test
    void comparesADayOfEasterWithThatOfOtherYears() {
        int goodFriday = day("2025-04-18");
        assertEquals(goodFriday - day("2024-03-29"), calendar.daysSinceSameDate(goodFriday, 1));
        assertEquals(goodFriday - day("2023-04-07"), calendar.daysSinceSameDate(goodFriday, 2));
        assertEquals(365, withoutEaster.daysSinceSameDate(goodFriday, 1));
        assertEquals(365, calendar.daysSinceSameDate(day("2026-04-18"), 1));
    }

    @Test
    void risesForFourWeeksToTheDayBeforeChristmas() {
        assertArrayEquals(new float[] {0, 0}, ofChristmas("2023-11-26"));
        assertArrayEquals(new float[] {1 / 28f, 0}, ofChristmas("2023-11-27"), 1e-6f);
        assertArrayEquals(new float[] {0.5f, 0}, ofChristmas("2023-12-10"), 1e-6f);
        assertArrayEquals(new float[] {1, 0}, ofChristmas("2023-12-24"));
    }

    @Test
    void knowsTheDaysFromChristmasToTheEndOfTheYear() {
        assertArrayEquals(new float[] {0, 1}, ofChristmas("2023-12-25"));
        assertArrayEquals(new float[] {0, 1}, ofChristmas("2023-12-31"));
        assertArrayEquals(new float[] {0, 0}, ofChristmas("2024-01-01"));
    }

    /** For each day of 80 years, what is around Easter near the same date of eleven years lies in its season. */
    @Test
    void theSeasonOfEasterHasAllDaysNearIt() {
        Calendar calendar = new Calendar(true);
        int inSeason = 0;
        int first = Math.toIntExact(LocalDate.of(1980, 1, 1).toEpochDay());
        int last = Math.toIntExact(LocalDate.of(2060, 12, 31).toEpochDay());
        for (int day = first; day <= last; day++) {
            boolean near = calendar.isAroundEaster(day);
            for (int year = 1; year <= 11 && !near; year++) {
                int same = Math.toIntExact(
                        LocalDate.ofEpochDay(day).minusYears(year).toEpochDay());
                for (int away = -3; away <= 3; away++) {
                    near |= calendar.isAroundEaster(same + away);
                }
            }
            assertTrue(calendar.isEasterSeason(day) || !near, LocalDate.ofEpochDay(day)::toString);
            inSeason += calendar.isEasterSeason(day) ? 1 : 0;
            assertFalse(withoutEaster.isEasterSeason(day));
        }
        assertTrue(inSeason < 0.16 * (last - first + 1), inSeason + " days");
    }
}
