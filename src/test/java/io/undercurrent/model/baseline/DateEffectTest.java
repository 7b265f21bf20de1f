package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class DateEffectTest {

    private static final int WINDOW = 1100;
    private static final int HORIZON = 14;
    private static final double[] WEEKDAYS = {0.8, 0.8, 0.9, 1.0, 1.2, 1.4, 0.9};
    private static final int SERIES = 40;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final DateEffect dateEffect = new DateEffect(new Calendar(true));

    /** A series up to an origin, and what is made of it. */
    private record Known(Decomposition parts, LevelForecast level) {

        /** The value {@code lead} days ahead that goes with the usual one there. */
        double atLevel(double usual, int lead) {
            return usual * level.at(lead) / parts.level();
        }
    }

    private static double usual(LocalDate date) {
        return 200 * WEEKDAYS[Calendar.weekday((int) date.toEpochDay())];
    }

    /** Days of the usual values times {@code factor}, with noise. */
    private Known known(LocalDate origin, double noise, ToDoubleFunction<LocalDate> factor) {
        int newest = (int) origin.toEpochDay();
        int first = newest - WINDOW - 100;
        double[] values = new double[newest - first + 1];
        for (int i = 0; i < values.length; i++) {
            LocalDate date = LocalDate.ofEpochDay(first + i);
            values[i] = usual(date) * factor.applyAsDouble(date) * (1 + noise * random.nextGaussian());
        }
        SlidingWindow window = new History("a", first, 1, values).windowAt(newest, WINDOW, HORIZON, 1);
        DecompositionFit fit = Observed.fit(window, WINDOW);
        Decomposition parts = Observed.decompose(fit, window, WINDOW, HORIZON);
        LevelForecast level = new LevelForecast();
        level.compute(new LevelFit(WINDOW, HORIZON).compute(fit), parts);
        return new Known(parts, level);
    }

    @Test
    void knowsADateOfItsOwnFromChance() {
        LocalDate origin = LocalDate.of(2023, 12, 20);
        Known known =
                known(origin, 0.05, date -> date.getMonth() == Month.DECEMBER && date.getDayOfMonth() == 25 ? 0 : 1);
        double usual = known.parts().usual(5);
        assertEquals(-usual, dateEffect.of(known.parts(), known.level(), 5), 0.05 * usual, "Christmas, seed " + seed);
        assertEquals(0, dateEffect.of(known.parts(), known.level(), 3), 0.1 * usual, "another day, seed " + seed);
    }

    /** In three years a single date says nothing of an effect as large as the noise; those around it do. */
    @Test
    void knowsTheWeeksBeforeChristmas() {
        double with = 0;
        double without = 0;
        LocalDate origin = LocalDate.of(2023, 12, 13);
        for (int series = 0; series < SERIES; series++) {
            Known known = known(origin, 0.12, DateEffectTest::shopping);
            for (int lead = 4; lead <= 10; lead++) {
                double truth = usual(origin.plusDays(lead)) * shopping(origin.plusDays(lead));
                double usual = known.parts().usual(lead);
                double effect = dateEffect.of(known.parts(), known.level(), lead);
                with += Math.abs(truth - known.atLevel(usual + effect, lead));
                without += Math.abs(truth - known.atLevel(usual, lead));
            }
        }
        assertTrue(with < 0.7 * without, "error " + with + " against " + without + ", seed " + seed);
    }

    private static double shopping(LocalDate date) {
        int day = date.getDayOfMonth();
        return date.getMonth() == Month.DECEMBER && day < 25 ? 1 + 0.4 * day * day / (24 * 24) : 1;
    }

    /** Good Friday fell on 29 March in 2024 and on 7 April in 2023, which are days like others in 2025. */
    @Test
    void learnsEasterAndNotTheDatesOnWhichItFell() {
        double onGoodFriday = 0;
        double onItsDates = 0;
        for (int series = 0; series < SERIES; series++) {
            Known friday = known(LocalDate.of(2025, 4, 10), 0.05, DateEffectTest::closedOnGoodFriday);
            onGoodFriday += dateEffect.of(friday.parts(), friday.level(), 8)
                    / friday.parts().usual(8);
            Known march = known(LocalDate.of(2025, 3, 26), 0.05, DateEffectTest::closedOnGoodFriday);
            onItsDates += Math.abs(dateEffect.of(march.parts(), march.level(), 3))
                            / march.parts().usual(3)
                    + Math.abs(dateEffect.of(march.parts(), march.level(), 12))
                            / march.parts().usual(12);
        }
        assertEquals(-0.9, onGoodFriday / SERIES, 0.05, "seed " + seed);
        assertEquals(0, onItsDates / SERIES, 0.05, "seed " + seed);
    }

    private static double closedOnGoodFriday(LocalDate date) {
        boolean closed =
                List.of("2022-04-15", "2023-04-07", "2024-03-29", "2025-04-18").contains(date.toString());
        return closed ? 0.1 : 1;
    }

    @Test
    void claimsNothingOfDatesLikeAnyOther() {
        double sum = 0;
        for (int series = 0; series < SERIES; series++) {
            Known known = known(LocalDate.of(2023, 6, 14), 0.12, date -> 1);
            for (int lead = 1; lead <= HORIZON; lead++) {
                sum += Math.abs(dateEffect.of(known.parts(), known.level(), lead))
                        / known.parts().usual(lead);
            }
        }
        assertEquals(0, sum / (SERIES * HORIZON), 0.015, "seed " + seed);
    }
}
