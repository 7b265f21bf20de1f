package io.undercurrent.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.History;
import org.junit.jupiter.api.Test;

class ClimatologyTest {

    private static final int YEAR = 364;
    private static final int ORIGIN = 3 * YEAR + 100;

    private interface Series {
        double at(int day);
    }

    private static Climatology climatology(int window, Series series) {
        float[] values = new float[ORIGIN + 1];
        for (int day = 0; day <= ORIGIN; day++) {
            values[day] = (float) series.at(day);
        }
        Climatology climatology = new Climatology(window, 14);
        climatology.compute(new History("a", 0, 1, values).windowAt(ORIGIN, window, 14, 1), ORIGIN, 0);
        return climatology;
    }

    @Test
    void needsMoreThanAYear() {
        assertFalse(Climatology.fits(401));
        assertTrue(Climatology.fits(402));
    }

    @Test
    void averagesTheEarlierYears() {
        // A straight line within each year, one unit a day, 100 units more each year.
        Climatology twoYears = climatology(800, day -> 100 * (day / YEAR) + day % YEAR);
        for (int lead = 1; lead <= 14; lead++) {
            assertEquals(150 + 100 + lead, twoYears.smooth(lead), 1e-3f, "years 1 and 2");
            assertEquals(150 + 100 + lead, twoYears.sameDay(lead), 1e-3f);
            assertEquals(1, twoYears.known(lead));
        }
        assertEquals(150, twoYears.departure(), 1e-3f, "year 3 against the mean of years 1 and 2");
        assertEquals(150, twoYears.now(), 1e-3f);
    }

    @Test
    void tellsADayFromTheWeeksAroundIt() {
        int feast = ORIGIN + 5;
        Climatology climatology = climatology(402, day -> day == feast - YEAR ? 121 : 100);
        assertEquals(121, climatology.sameDay(5));
        assertEquals(101, climatology.smooth(5), 1e-4f, "spread over three weeks");
        assertEquals(100, climatology.sameDay(6));
    }

    @Test
    void knowsNothingBeforeTheSeriesBegan() {
        Climatology climatology = climatology(1200, day -> day < 2 * YEAR ? Double.NaN : 7);
        assertEquals(1 / 3f, climatology.known(1), 1e-6f, "one of three years");
        assertEquals(7, climatology.smooth(1), 1e-6f);
        Climatology none = climatology(1200, day -> day < ORIGIN - 20 ? Double.NaN : 7);
        assertEquals(0, none.known(1));
        assertTrue(Float.isNaN(none.smooth(1)));
        assertEquals(0, none.departure());
    }
}
