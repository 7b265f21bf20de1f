package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Order does not matter: histories of many series, shuffled within the lateness, days in pieces, with repetitions and
 * corrections between them, end in the same forecast from each origin, to the bit, as the same days in order and in one piece.
 */
class ArrivalOrderTest {

    private static final int ROUNDS = 25;
    private static final int SERIES = 24;
    private static final int MESSAGES_ON_PURPOSE = 20;
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));

    @Test
    void anyOrderEndsInTheForecastsOfTheCleanHistory() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int rewound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ForecastModel model = TestModels.of(ModelSpec.Cell.values()[round % ModelSpec.Cell.values().length]);
            int lateness = TestModels.HORIZON + random.nextInt(TestModels.WINDOW - TestModels.HORIZON + 1);
            TimeLimits limits = new TimeLimits(OptionalInt.of(lateness));
            List<Reading> clean = new ArrayList<>();
            List<ShuffledHistory.Message> shuffled = new ArrayList<>();
            for (int series = 0; series < SERIES; series++) {
                ShuffledHistory history = new ShuffledHistory("s" + series, lateness, random.split());
                clean.addAll(history.clean());
                shuffled.addAll(history.shuffled());
            }
            shuffled.sort(java.util.Comparator.comparingDouble(ShuffledHistory.Message::arrival));
            Map<String, Forecast> expected = last(run(model, limits, clean, seed), seed);
            List<Forecast> forecasts = run(
                    model,
                    limits,
                    shuffled.stream().map(ShuffledHistory.Message::reading).toList(),
                    seed);
            Map<String, Forecast> actual = last(forecasts, seed);
            assertEquals(expected.keySet(), actual.keySet(), "seed " + seed);
            expected.forEach((origin, forecast) -> {
                String message = origin + ", lateness " + lateness + ", seed " + seed;
                assertArrayEquals(forecast.values(), actual.get(origin).values(), message);
                assertEquals(forecast.restarted(), actual.get(origin).restarted(), message);
            });
            rewound += (int) forecasts.stream().filter(f -> f.revision() > 0).count();
        }
        assertTrue(rewound > ROUNDS * SERIES * MESSAGES_ON_PURPOSE, "the shuffling made few revisions: " + rewound);
    }

    private static List<Forecast> run(ForecastModel model, TimeLimits limits, List<Reading> readings, long seed)
            throws Exception {
        try (SeriesOperators operators = new SeriesOperators(model, LIMITS, limits).start()) {
            for (Reading reading : readings) {
                operators.process(reading);
            }
            operators.end();
            assertEquals(List.of(), operators.rejected(), "seed " + seed);
            return operators.forecasts();
        }
    }

    /** The last forecast from each origin of each series. */
    private static Map<String, Forecast> last(List<Forecast> forecasts, long seed) {
        Map<String, Forecast> last = new TreeMap<>();
        for (Forecast forecast : forecasts) {
            Forecast before = last.put(forecast.key() + " from " + forecast.origin(), forecast);
            assertEquals(before == null ? 0 : before.revision() + 1, forecast.revision(), "seed " + seed);
        }
        return last;
    }
}
