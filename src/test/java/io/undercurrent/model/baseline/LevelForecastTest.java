package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LevelForecastTest {

    private static final int WINDOW = 1100;
    private static final int HORIZON = 7;

    /** A series up to its newest day, and what is made of it. */
    private record Known(Decomposition parts, LevelForecast level) {}

    /** Position {@code WINDOW - 1} is the newest day. */
    private static Known known(IntToDoubleFunction series) {
        double[] values = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            values[i] = series.applyAsDouble(i);
        }
        SlidingWindow window = new History("a", 0, 1, values).windowAt(WINDOW - 1, WINDOW, HORIZON, 1);
        DecompositionFit fit = Observed.fit(window, WINDOW);
        Decomposition parts = Observed.decompose(fit, window, WINDOW, HORIZON);
        LevelForecast level = new LevelForecast();
        level.compute(new LevelFit(WINDOW, HORIZON).compute(fit), parts);
        return new Known(parts, level);
    }

    private static LevelForecast forecast(IntToDoubleFunction series) {
        return known(series).level();
    }

    @Test
    void isNearerToAWanderingLevelThanTheMeanOfFourWeeks() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        double ours = 0;
        double mean = 0;
        for (int series = 0; series < 160; series++) {
            double[] truth = new double[WINDOW];
            double wandering = 0;
            for (int i = 0; i < WINDOW; i++) {
                wandering = 0.95 * wandering + 0.03 * random.nextGaussian();
                truth[i] = 200 * (1 + wandering);
            }
            Known known = known(i -> truth[i] * (1 + 0.08 * random.nextGaussian()));
            double expected = 200 * (1 + 0.95 * wandering);
            ours += Math.abs(known.level().at(1) - expected);
            mean += Math.abs(known.parts().level() - expected);
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
