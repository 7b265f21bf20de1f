package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnomalyForecastTest {

    private static final int DAYS = 16_000;

    /** Departures as given; NaN is a value missing. */
    private static final class Given implements AnomalyForecast.Departures {

        private final float[] values;
        private final boolean known;

        Given(float[] values, boolean known) {
            this.values = values;
            this.known = known;
        }

        @Override
        public boolean isKnown() {
            return known;
        }

        @Override
        public float scale() {
            double sum = 0;
            for (float value : anomalies()) {
                sum += Math.abs(value);
            }
            return (float) (sum / values.length);
        }

        @Override
        public float[] anomalies() {
            float[] filled = values.clone();
            for (int i = 0; i < filled.length; i++) {
                filled[i] = Float.isNaN(filled[i]) ? 0 : filled[i];
            }
            return filled;
        }

        @Override
        public boolean hasValue(int daysAgo) {
            return !Float.isNaN(values[values.length - 1 - daysAgo]);
        }
    }

    private static void forecast(AnomalyForecast forecast, List<Given> departures) {
        forecast.compute(forecast.fit(departures), departures);
    }

    private static float[] autoregression(double memory, double push, SplittableRandom random) {
        float[] values = new float[DAYS];
        for (int i = 1; i < DAYS; i++) {
            values[i] = (float) (memory * values[i - 1] + push * random.nextGaussian());
        }
        return values;
    }

    @Test
    void forgetsAsFastAsTheWindowDid() {
        long seed = System.nanoTime();
        float[] values = autoregression(0.7, 3, new SplittableRandom(seed));
        values[DAYS - 1] = 10;
        AnomalyForecast forecast = new AnomalyForecast(1, 5);
        forecast(forecast, List.of(new Given(values, true)));
        for (int lead = 1; lead <= 5; lead++) {
            // So many days leave a coefficient uncertain by 0.008.
            assertEquals(10 * Math.pow(0.7, lead), forecast.at(0, lead), 1, "lead " + lead + ", seed " + seed);
        }
    }

    @Test
    void oneTargetMaySayWhatAnotherWillBe() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        float[] first = autoregression(0, 1, random);
        float[] second = new float[DAYS];
        for (int i = 1; i < DAYS; i++) {
            second[i] = (float) (50 * first[i - 1] + 5 * random.nextGaussian());
        }
        first[DAYS - 1] = 2;
        AnomalyForecast forecast = new AnomalyForecast(2, 2);
        forecast(forecast, List.of(new Given(first, true), new Given(second, true)));
        assertEquals(100, forecast.at(1, 1), 5, "seed " + seed);
        assertEquals(0, forecast.at(0, 1), 0.3, "seed " + seed);
        assertEquals(0, forecast.at(1, 2), 15, "seed " + seed);
        forecast(forecast, List.of(new Given(first, false), new Given(second, true)));
        assertEquals(0, forecast.at(0, 1), "nothing is known of the first");
        assertEquals(0, forecast.at(1, 1), 15, "and so nothing comes of it, seed " + seed);
    }

    @Test
    void bridgesAGapByWhatWasToBeExpected() {
        long seed = System.nanoTime();
        float[] values = autoregression(0.8, 3, new SplittableRandom(seed));
        values[DAYS - 3] = 20;
        values[DAYS - 2] = Float.NaN;
        values[DAYS - 1] = Float.NaN;
        AnomalyForecast forecast = new AnomalyForecast(1, 1);
        forecast(forecast, List.of(new Given(values, true)));
        assertEquals(20 * Math.pow(0.8, 3), forecast.at(0, 1), 2, "seed " + seed);
    }

    @Test
    void saysNothingOfSeriesThatNeverDepart() {
        AnomalyForecast forecast = new AnomalyForecast(1, 3);
        forecast(forecast, List.of(new Given(new float[DAYS], true)));
        assertEquals(0, forecast.at(0, 1));
    }
}
