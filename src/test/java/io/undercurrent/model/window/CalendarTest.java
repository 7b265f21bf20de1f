package io.undercurrent.model.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private final Calendar calendar = new Calendar();

    private float[] ofChristmas(String date) {
        float[] features = new float[Calendar.FEATURES];
        calendar.encode((int) LocalDate.parse(date).toEpochDay(), features, 0);
        return Arrays.copyOfRange(features, Calendar.FEATURES - 2, Calendar.FEATURES);
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
}
