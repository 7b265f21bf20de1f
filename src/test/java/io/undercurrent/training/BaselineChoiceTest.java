package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselineChoiceTest {

    private static final int DAYS = 1300;

    /** Weather around a yearly wave, and counts with a week and now and then a new level. */
    private static List<History> histories(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<History> histories = new ArrayList<>();
        for (int series = 0; series < 4; series++) {
            double[] values = new double[DAYS * 2];
            double anomaly = 0;
            double level = 100;
            for (int day = 0; day < DAYS; day++) {
                anomaly = 0.7 * anomaly + 2 * random.nextGaussian();
                values[2 * day] = 10 + 12 * Math.cos(2 * Math.PI * day / 365.25) + anomaly;
                level *= random.nextInt(150) == 0 ? random.nextDouble(0.6, 1.6) : 1;
                values[2 * day + 1] = level * (day % 7 < 2 ? 1.5 : 0.8) * (1 + 0.1 * random.nextGaussian());
            }
            histories.add(new History("series-" + series, 0, 2, values));
        }
        return histories;
    }

    private static ModelSpec spec(int window) {
        return spec(window, 0.1, 0.5, 0.9);
    }

    private static ModelSpec spec(int window, Double... quantiles) {
        return new ModelSpec(
                Columns.ofTargets("temperature", "sales"),
                List.of(),
                window,
                7,
                List.of(quantiles),
                ModelSpec.Cell.GRU,
                4,
                1,
                4);
    }

    @Test
    void findsWeatherAndSalesOut() {
        long seed = 5;
        List<History> histories = histories(seed);
        ModelSpec spec = spec(800);
        TrainingPeriod period = TrainingPeriod.of(histories, spec, Integer.MAX_VALUE);
        assertEquals(
                List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION),
                BaselineChoice.choose(spec, histories, period).baselines());
        assertEquals(spec(56), BaselineChoice.choose(spec(56), histories, period), "a short window has no choice");
    }

    @Test
    void quantilesOfErrorsAscendAndHoldTheirShare() {
        List<History> histories = histories(6);
        ModelSpec spec = spec(800).withBaselines(List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION));
        TrainingPeriod period = TrainingPeriod.of(histories, spec, Integer.MAX_VALUE);
        float[] quantiles = new BaselineErrors(spec, histories, period).quantiles();
        assertEquals(7 * 2 * 3, quantiles.length);
        for (int i = 0; i < quantiles.length; i += 3) {
            assertTrue(quantiles[i] < quantiles[i + 1] && quantiles[i + 1] < quantiles[i + 2], "at " + i);
        }
        // Temperature, one day ahead: normal errors of deviation 2 against a mean distance of 2.2.
        assertEquals(1.28 * 2 / 2.2, quantiles[2], 0.35);
    }

    /** What lies on one side of the median alone is no centre: it would lift the median as far as it lies away itself. */
    @Test
    void quantilesOfErrorsLieAboutTheSameCentreWhicheverAreAskedFor() {
        List<History> histories = histories(6);
        TrainingPeriod period = TrainingPeriod.of(histories, spec(56), Integer.MAX_VALUE);
        float[] all = new BaselineErrors(spec(56), histories, period).quantiles();
        float[] upper = new BaselineErrors(spec(56, 0.5, 0.9), histories, period).quantiles();
        float[] lower = new BaselineErrors(spec(56, 0.1, 0.5), histories, period).quantiles();
        for (int i = 0; i < 7 * 2; i++) {
            // Neighbours among the errors, since 1 − 0.9 is not quite 0.1.
            assertEquals(all[3 * i], lower[2 * i], 0.02, "0.1 at " + i);
            assertEquals(all[3 * i + 1], lower[2 * i + 1], 0.02, "0.5 at " + i);
            assertEquals(all[3 * i + 1], upper[2 * i], 0.02, "0.5 at " + i);
            assertEquals(all[3 * i + 2], upper[2 * i + 1], 0.02, "0.9 at " + i);
        }
    }
}
