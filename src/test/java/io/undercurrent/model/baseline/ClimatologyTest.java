package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.window.Observations;
import io.undercurrent.series.history.History;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClimatologyTest {

    private static final int DAYS = 3000;
    private static final int ORIGIN = DAYS - 1;
    private static final double ANGLE = 2 * Math.PI / 365.2425;

    private interface Series {
        double at(int day);
    }

    private static Climatology climatology(int window, Series series) {
        double[] values = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            values[day] = series.at(day);
        }
        Harmonics harmonics = new Harmonics(window, 14);
        Observations observed = Observed.of(new History("a", 0, 1, values).windowAt(ORIGIN, window, 14, 1), window);
        Climatology climatology = new Climatology(harmonics, 14);
        climatology.compute(new ClimatologyFit(harmonics, 14).compute(observed), 0, observed);
        return climatology;
    }

    private static double seasons(int day) {
        return 10 + 12 * Math.cos(ANGLE * (day - 200)) + 2 * Math.sin(2 * ANGLE * day);
    }

    @Test
    void needsMoreThanAYear() {
        assertFalse(Climatology.fits(401));
        assertTrue(Climatology.fits(402));
    }

    @Test
    void findsTheSeasonsBehindTheWeather() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Climatology climatology = climatology(2900, day -> seasons(day) + random.nextGaussian(0, 4));
        for (int lead = 1; lead <= 14; lead++) {
            // 414 weekly means of deviation 1.5 leave a deviation of 0.2.
            assertEquals(seasons(ORIGIN + lead), climatology.smooth(lead), 1, "lead " + lead + ", seed " + seed);
        }
        assertTrue(climatology.isKnown());
    }

    @Test
    void findsTheSeasonsThroughGapsAndInLittleMoreThanAYear() {
        Climatology gaps = climatology(2900, day -> day % 10 < 4 ? Double.NaN : seasons(day));
        Climatology year = climatology(402, ClimatologyTest::seasons);
        for (int lead = 1; lead <= 14; lead++) {
            assertEquals(seasons(ORIGIN + lead), gaps.smooth(lead), 0.3, "lead " + lead);
            assertEquals(seasons(ORIGIN + lead), year.smooth(lead), 1.2, "lead " + lead);
        }
    }

    @Test
    void measuresHowFarThePresentDeparts() {
        Climatology warmMonth = climatology(2900, day -> seasons(day) + (day > ORIGIN - 28 ? 3 : 0));
        assertEquals(3, warmMonth.departure(), 0.3);
        assertEquals(3, warmMonth.now(), 0.3);
    }

    @Test
    void tellsADayFromTheSeasons() {
        Climatology climatology = climatology(1200, day -> (ORIGIN + 5 - day) % 364 == 0 ? 130 : 100);
        assertEquals(130, climatology.sameDay(5));
        assertEquals(100, climatology.sameDay(6));
        assertEquals(100, climatology.smooth(5), 1);
    }

    @Test
    void claimsNothingFromLessThanAYear() {
        Climatology climatology = climatology(1200, day -> day < DAYS - 300 ? Double.NaN : 7);
        assertTrue(Float.isNaN(climatology.smooth(1)));
        assertTrue(Float.isNaN(climatology.now()));
        assertEquals(0, climatology.departure());
        assertFalse(climatology.isKnown());
    }
}
