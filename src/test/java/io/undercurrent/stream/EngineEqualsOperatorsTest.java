package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the plain engine makes of a series has the same bits as what the operators make of it, in whatever company. */
class EngineEqualsOperatorsTest {

    private static final int DAY = 20_000;
    private static final int SERIES = 5;
    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final BundleLimits CROWD = new BundleLimits(16, Duration.ofMillis(10));
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** A reading without any message. */
    private record Plain(Reading reading, long time, long bytes) implements Arrival {}

    /** What came of one series. */
    private static final class Results implements SeriesReceiver<Plain> {

        final List<Forecast> forecasts = new ArrayList<>();
        final List<DayScore> scores = new ArrayList<>();
        final List<Rejection> rejections = new ArrayList<>();

        @Override
        public void forecast(Forecast forecast) {
            forecasts.add(forecast);
        }

        @Override
        public void score(DayScore score) {
            scores.add(score);
        }

        @Override
        public void reject(Plain message, Rejection rejection) {
            rejections.add(rejection);
        }
    }

    @Test
    void theSameMessagesEndInTheSameBits() throws Exception {
        Map<String, SeriesState<Plain>> states = new HashMap<>();
        Map<String, Results> plain = new HashMap<>();
        Map<String, List<Reading>> readings = new HashMap<>();
        for (int i = 0; i < SERIES; i++) {
            String key = "s" + i;
            states.put(key, new SeriesState<>(key));
            plain.put(key, new Results());
            readings.put(
                    key,
                    new RandomReadings(key, MODEL.columns(), MODEL.shape().horizon(), DAY, random.split())
                            .next(150, 2 * MODEL.window()));
        }
        try (SeriesOperators operators = new SeriesOperators(MODEL, CROWD, TimeLimits.DEFAULT).start();
                SeriesEngine<Plain> engine =
                        new SeriesEngine<>(MODEL, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT)) {
            long time = SeriesOperators.NOW;
            List<String> left = new ArrayList<>(new TreeSet<>(readings.keySet()));
            while (!left.isEmpty()) {
                String key = left.get(random.nextInt(left.size()));
                Reading reading = readings.get(key).remove(0);
                if (readings.get(key).isEmpty()) {
                    left.remove(key);
                }
                time += random.nextInt(120) == 0
                        ? Duration.ofDays(random.nextInt(450)).toMillis()
                        : HOUR;
                operators.setTimeOfMessages(time);
                if (random.nextInt(10) == 0) {
                    operators.advance(time);
                    for (String each : states.keySet()) {
                        engine.advance(time, states.get(each), plain.get(each));
                    }
                }
                operators.process(reading);
                engine.accept(new Plain(reading, time, 1), states.get(key), plain.get(key));
            }
            operators.end();
            for (String each : states.keySet()) {
                engine.advance(Alarms.END_OF_INPUT, states.get(each), plain.get(each));
            }
            assertFalse(operators.rejected().isEmpty() || operators.scores().isEmpty(), "seed " + seed);
            assertEquals(
                    operators.rejected().size(),
                    plain.values().stream()
                            .mapToInt(results -> results.rejections.size())
                            .sum(),
                    "seed " + seed);
            plain.forEach((key, results) -> {
                assertEquals(
                        operators.forecasts().stream()
                                .filter(f -> f.key().equals(key))
                                .toList(),
                        results.forecasts,
                        "seed " + seed);
                assertEquals(
                        operators.scores().stream()
                                .filter(s -> s.key().equals(key))
                                .toList(),
                        results.scores,
                        "seed " + seed);
            });
        }
    }

    @Test
    void theStateOfAnotherSeriesIsRefused() {
        try (SeriesEngine<Plain> engine = new SeriesEngine<>(MODEL, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT)) {
            Plain message = new Plain(new Reading("a", DAY, new double[] {1, 2, 0}), SeriesOperators.NOW, 1);
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.accept(message, new SeriesState<>("b"), new Results()));
            assertEquals("state: expected that of series 'a', but got that of 'b'", refused.getMessage());
        }
    }
}
