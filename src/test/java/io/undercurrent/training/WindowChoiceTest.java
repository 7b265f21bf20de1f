package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WindowChoiceTest {

    private static final ForecastTrainer.Architecture ARCHITECTURE =
            new ForecastTrainer.Architecture(56, 14, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1);
    private static final int FIRST = 15_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private WindowChoice choice(int days, IntToDoubleFunction usual) {
        List<History> histories = new ArrayList<>();
        for (int series = 0; series < 4; series++) {
            double[] values = new double[days];
            for (int i = 0; i < days; i++) {
                values[i] = usual.applyAsDouble(i) + 2 * random.nextGaussian();
            }
            histories.add(new History("s" + series, FIRST, 1, values));
        }
        return WindowChoice.of(histories, Columns.ofTargets("value"), ARCHITECTURE, FIRST + days - 1);
    }

    private static double withSeasons(int day) {
        return 10 * Math.sin(2 * Math.PI * day / 365.25);
    }

    @Test
    void looksBackFartherWhereYearsAreAlike() {
        WindowChoice choice = choice(1000, WindowChoiceTest::withSeasons);
        assertEquals(402, choice.window(), choice + ", seed " + seed);
        assertEquals(2, choice.candidates().size());
    }

    @Test
    void looksBackFarWhereTheMeanOfYearsSaysMore() {
        WindowChoice choice = choice(2600, WindowChoiceTest::withSeasons);
        assertTrue(choice.window() >= 402, choice + ", seed " + seed);
        assertEquals(4, choice.candidates().size());
    }

    /** Every year of the last three is the same, so that more years only make it surer what is usual. */
    @Test
    void takesTheLongestOfThoseThatAreAsNear() {
        WindowChoice choice = choice(3000, WindowChoiceTest::withSeasons);
        assertEquals(2920, choice.window(), choice + ", seed " + seed);
        assertEquals(1095, choice.days());
    }

    /** What was usual before the last three years says nothing of them. */
    @Test
    void doesNotLookBackToYearsThatWereOthers() {
        WindowChoice choice =
                choice(3000, day -> day < 1800 ? -withSeasons(day) : withSeasons(day) + 3 * withSeasons(3 * day));
        assertTrue(choice.window() <= 1095, choice + ", seed " + seed);
    }

    /** A weekday is then told by the last weeks alone. */
    @Test
    void keepsToTheRecentDaysWhereWeekdaysChange() {
        WindowChoice choice = choice(900, day -> 50 + (day % 7 == day / 200 % 7 ? 30 : 0));
        assertEquals(56, choice.window(), choice + ", seed " + seed);
        assertEquals(2, choice.candidates().size());
    }

    @Test
    void hasNoChoiceWithoutAYearToLearnFrom() {
        WindowChoice choice = choice(400, WindowChoiceTest::withSeasons);
        assertEquals(56, choice.window());
        assertEquals(1, choice.candidates().size());
    }
}
