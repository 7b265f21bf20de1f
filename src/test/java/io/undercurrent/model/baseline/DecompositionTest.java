package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecompositionTest {

    private static final int FIRST = (int) LocalDate.of(2020, 1, 1).toEpochDay();
    private static final int WINDOW = 1100;
    private static final int HORIZON = 14;
    private static final double[] WEEKDAYS = {0.8, 0.8, 0.9, 1.0, 1.2, 1.4, 0.9};

    private static final MonthEffects MONTHS =
            new MonthEffects(List.of(0.75, 1.5, 1.0, 1.0, 0.9, 1.1, 1.2, 1.3, 0.8, 1.0, 0.6, 1.25));

    /** Value and flag of a day. */
    private interface Series {
        double value(int day, boolean on, boolean before, boolean after);
    }

    private static boolean flagged(int day) {
        return new SplittableRandom(day / 20).nextInt(20) == day % 20;
    }

    private static boolean after(int day) {
        return !flagged(day) && (flagged(day - 1) || flagged(day - 2) || flagged(day - 3));
    }

    private static Decomposition decompose(LocalDate origin, Series series) {
        int days = WINDOW + HORIZON + 200;
        int newest = (int) origin.toEpochDay();
        int first = newest - WINDOW - 100;
        double[] values = new double[days * 2];
        for (int i = 0; i < days; i++) {
            int day = first + i;
            boolean on = flagged(day);
            boolean before = !on && flagged(day + 1);
            values[2 * i] = series.value(day, on, before, after(day) && !before);
            values[2 * i + 1] = on ? 1 : 0;
        }
        SlidingWindow window = new History("a", first, 2, values).windowAt(newest, WINDOW, HORIZON, 1);
        return Observed.decompose(Observed.fit(window, WINDOW, 1), window, WINDOW, HORIZON, 1);
    }

    private static double factor(int day, boolean on, boolean before, boolean after) {
        return WEEKDAYS[Calendar.weekday(day)] * (on ? 1.5 : before ? 1.2 : after ? 0.9 : 1);
    }

    @Test
    void findsWeekdaysAndOccasionsBehindTheNoise() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        LocalDate summer = LocalDate.of(2023, 6, 14);
        while (!flagged((int) summer.toEpochDay() + 5)) {
            summer = summer.plusDays(1);
        }
        LocalDate origin = summer;
        int rounds = 16;
        double level = 0;
        double[] usual = new double[HORIZON];
        for (int round = 0; round < rounds; round++) {
            Decomposition parts = decompose(
                    origin,
                    (day, on, before, after) ->
                            200 * factor(day, on, before, after) * (1 + 0.05 * random.nextGaussian()));
            assertTrue(parts.isKnown());
            level += parts.level() / rounds;
            for (int lead = 1; lead < HORIZON; lead++) {
                usual[lead] += parts.usual(lead) / rounds;
            }
        }
        assertEquals(200, level, 0.04 * 200, "seed " + seed);
        for (int lead = 1; lead < HORIZON; lead++) {
            int day = (int) origin.toEpochDay() + lead;
            boolean before = !flagged(day) && flagged(day + 1);
            double expected = 200 * factor(day, flagged(day), before, after(day) && !before);
            assertEquals(expected, usual[lead], 0.04 * expected, "lead " + lead + ", seed " + seed);
        }
    }

    @Test
    void followsAGrowingLevelAndSaysWhenItJumps() {
        Decomposition growing = decompose(
                LocalDate.of(2023, 6, 14),
                (day, on, before, after) -> 0.5 * (day - FIRST) * factor(day, on, before, after));
        int newest = (int) LocalDate.of(2023, 6, 14).toEpochDay();
        assertEquals(0.5 * (newest - 14 - FIRST), growing.level(), 0.02 * growing.level());
        Decomposition jump = decompose(
                LocalDate.of(2023, 6, 14),
                (day, on, before, after) -> (day > newest - 7 ? 300 : 200) * factor(day, on, before, after));
        assertEquals(300, jump.recentLevel(), 15);
        assertEquals(225, jump.level(), 10);
        assertEquals(jump.level() * (300 / 200.0 - 1), jump.anomalies()[28 - 7], 12, "its first day surprises");
    }

    @Test
    void takesSeriesWithNegativeValuesApartIntoTerms() {
        Decomposition parts = decompose(
                LocalDate.of(2023, 6, 14),
                (day, on, before, after) -> -3 + 2 * WEEKDAYS[Calendar.weekday(day)] + (on ? 7 : 0));
        int newest = (int) LocalDate.of(2023, 6, 14).toEpochDay();
        for (int lead = 1; lead < HORIZON; lead++) {
            boolean on = flagged(newest + lead);
            double expected = -3 + 2 * WEEKDAYS[Calendar.weekday(newest + lead)] + (on ? 7 : 0);
            assertEquals(expected, parts.usual(lead), 0.5, "lead " + lead);
        }
    }

    /** Origin is 25 January: six days ahead are of that month, the others of February. */
    @Test
    void theLevelDoesNotStepWithTheMonthAndTheDaysAheadDo() {
        int newest = (int) LocalDate.of(2023, 1, 25).toEpochDay();
        double[] values = new double[2 * (WINDOW + HORIZON)];
        for (int i = 0; i < WINDOW + HORIZON; i++) {
            int day = newest - WINDOW + 1 + i;
            int month = LocalDate.ofEpochDay(day).getMonthValue() - 1;
            values[2 * i] = 200 * MONTHS.factors().get(month) * WEEKDAYS[Calendar.weekday(day)];
        }
        SlidingWindow window = new History("a", newest - WINDOW + 1, 2, values).windowAt(newest, WINDOW, HORIZON, 1);
        MonthFactors months = new MonthFactors(MONTHS, new Calendar(false));
        Decomposition parts =
                Observed.decompose(months, Observed.fit(months, window, WINDOW, 1), window, WINDOW, HORIZON, 1);
        assertEquals(200, parts.level(), 0.01 * 200);
        for (int i = 0; i < WINDOW; i++) {
            assertEquals(200, parts.adjusted(i), 0.01 * 200, "the day at " + i);
        }
        for (int lead = 0; lead <= HORIZON; lead++) {
            double expected = 200 * (lead <= 6 ? 0.75 : 1.5) * WEEKDAYS[Calendar.weekday(newest + lead)];
            assertEquals(expected, parts.usual(lead), 0.01 * expected, "lead " + lead);
        }
    }

    /** Where effects are terms, a factor would be of no use. */
    @Test
    void monthsMakeNothingOfSeriesWithNegativeValues() {
        int newest = (int) LocalDate.of(2023, 1, 25).toEpochDay();
        double[] values = new double[2 * (WINDOW + HORIZON)];
        for (int i = 0; i < WINDOW + HORIZON; i++) {
            values[2 * i] = -3 + 2 * WEEKDAYS[Calendar.weekday(newest - WINDOW + 1 + i)];
        }
        SlidingWindow window = new History("a", newest - WINDOW + 1, 2, values).windowAt(newest, WINDOW, HORIZON, 1);
        MonthFactors months = new MonthFactors(MONTHS, new Calendar(false));
        Decomposition with =
                Observed.decompose(months, Observed.fit(months, window, WINDOW, 1), window, WINDOW, HORIZON, 1);
        Decomposition without = Observed.decompose(Observed.fit(window, WINDOW, 1), window, WINDOW, HORIZON, 1);
        for (int lead = 0; lead <= HORIZON; lead++) {
            assertEquals(without.usual(lead), with.usual(lead), "lead " + lead);
        }
    }

    @Test
    void claimsNothingFromNothing() {
        Decomposition parts = decompose(LocalDate.of(2023, 6, 14), (day, on, before, after) -> Double.NaN);
        assertFalse(parts.isKnown());
        Decomposition zeros = decompose(LocalDate.of(2023, 6, 14), (day, on, before, after) -> 0);
        assertTrue(!zeros.isKnown() || zeros.usual(1) == 0);
    }
}
