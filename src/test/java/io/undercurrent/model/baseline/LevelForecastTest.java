package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.window.FlagDays;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LevelForecastTest {

    private static final int WINDOW = 1100;
    private static final int HORIZON = 7;

    /** Position {@code WINDOW - 1} is the newest day. */
    private static Decomposition decompose(IntToDoubleFunction series) {
        double[] values = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            values[i] = series.applyAsDouble(i);
        }
        Decomposition parts = new Decomposition(WINDOW, HORIZON, new FlagDays(new int[0], List.of()));
        int newest = WINDOW - 1;
        Observed.compute(parts, new History("a", 0, 1, values).windowAt(newest, WINDOW, HORIZON, 1), WINDOW);
        return parts;
    }

    private static LevelForecast forecast(IntToDoubleFunction series) {
        LevelForecast level = new LevelForecast(WINDOW, HORIZON);
        level.compute(decompose(series));
        return level;
    }

    @Test
    void isNearerToAWanderingLevelThanTheMeanOfFourWeeks() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        double ours = 0;
        double mean = 0;
        for (int series = 0; series < 40; series++) {
            double[] truth = new double[WINDOW];
            double wandering = 0;
            for (int i = 0; i < WINDOW; i++) {
                wandering = 0.95 * wandering + 0.03 * random.nextGaussian();
                truth[i] = 200 * (1 + wandering);
            }
            Decomposition parts = decompose(i -> truth[i] * (1 + 0.08 * random.nextGaussian()));
            LevelForecast level = new LevelForecast(WINDOW, HORIZON);
            level.compute(parts);
            double expected = 200 * (1 + 0.95 * wandering);
            ours += Math.abs(level.at(1) - expected);
            mean += Math.abs(parts.level() - expected);
        }
        assertTrue(ours < 0.8 * mean, ours + " against " + mean + ", seed " + seed);
    }

    @Test
    void startsAgainFromAJumpThatFourDaysConfirm() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        LevelForecast level = forecast(i -> (i < WINDOW - 5 ? 200 : 320) * (1 + 0.05 * random.nextGaussian()));
        for (int lead = 1; lead <= HORIZON; lead++) {
            assertEquals(320, level.at(lead), 0.12 * 320, "lead " + lead + ", seed " + seed);
        }
    }

    @Test
    void isNotMisledByASingleDay() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        LevelForecast level = forecast(i -> i == WINDOW - 1 ? 900 : 200 * (1 + 0.05 * random.nextGaussian()));
        for (int lead = 1; lead <= HORIZON; lead++) {
            assertEquals(200, level.at(lead), 0.08 * 200, "lead " + lead + ", seed " + seed);
        }
    }

    @Test
    void followsTermsAsWellAsFactorsAndGoesOnOverGaps() {
        LevelForecast terms = forecast(i -> i % 9 == 4 ? Double.NaN : -3);
        assertEquals(-3, terms.at(HORIZON), 1e-4);
        LevelForecast factors = forecast(i -> i % 9 == 4 || i > WINDOW - 4 ? Double.NaN : 50);
        assertEquals(50, factors.at(1), 1e-3);
    }
}
