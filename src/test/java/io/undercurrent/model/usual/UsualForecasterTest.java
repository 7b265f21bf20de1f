package io.undercurrent.model.usual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UsualForecasterTest {

    private static final UsualModel MODEL = UsualModel.of(Columns.ofTargets("meter"), 1);

    /** The quantiles of the day after a window. */
    private static double[] forecast(double[] values) {
        SlidingWindow window = new SlidingWindow(1, 0, UsualModel.WINDOW, 1);
        for (int day = 0; day < values.length; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {values[day]});
        }
        try (Forecaster forecaster = MODEL.forecaster(1)) {
            EncodedOrigins origins = forecaster.origins(1);
            forecaster.encodeOrigin(window, values.length - 1, origins, 0);
            float[] quantiles = new float[3];
            forecaster.forecast(1, new float[0], origins, 0, quantiles);
            double[] all = new double[3];
            for (int i = 0; i < 3; i++) {
                all[i] = origins.reference(0, 0) + quantiles[i];
            }
            return all;
        }
    }

    /** The same noise about another level has the same intervals: they are no share of the level. */
    @Test
    void intervalsAreThoseOfTheErrors() {
        SplittableRandom random = new SplittableRandom(5);
        double[] noise = new double[UsualModel.WINDOW];
        Arrays.setAll(noise, day -> 10 * random.nextGaussian());
        double[] expected = forecast(noise);
        for (double level : new double[] {100, 1e6, 120_000_003, 1e12}) {
            double[] quantiles =
                    forecast(Arrays.stream(noise).map(value -> level + value).toArray());
            for (int i = 0; i < 3; i++) {
                assertEquals(expected[i], quantiles[i] - level, 0.01, "level " + level + ", quantile " + i);
            }
        }
    }

    @Test
    void aSeriesThatWasNeverWrongHasAnInterval() {
        double[] values = new double[UsualModel.WINDOW];
        Arrays.fill(values, 1000);
        double[] quantiles = forecast(values);
        assertEquals(1000, quantiles[1]);
        assertEquals(1.2816, quantiles[2] - quantiles[1], 1e-3);
    }
}
