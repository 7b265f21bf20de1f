package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.Reading;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Order does not matter: histories of many series, shuffled within the lateness, days in pieces, with repetitions and
 * corrections between them, end in the same forecast from each origin and the same score of each day, to the bit, as the same days in order and in one piece.
 */
class ArrivalOrderTest {

    private static final int ROUNDS = 25;
    private static final int SERIES = 24;
    private static final int FEW_SERIES = 4;
    private static final int MESSAGES_ON_PURPOSE = 20;
    /** A short takeover, so that an untrained model is replaced now and then, and a budget of many alarms. */
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 5, 40);

    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    /** Forecasts that were made again. */
    private int rewound;
    /** Forecasts of the baseline instead of the model. */
    private int takenOver;

    private int anomalies;
    private int withdrawn;

    @Test
    void anyOrderEndsInTheForecastsOfTheCleanHistory() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ForecastModel model = TestModels.of(ModelSpec.Cell.values()[round % ModelSpec.Cell.values().length]);
            compareOrders(model, SERIES, false);
        }
        assertTrue(rewound > ROUNDS * SERIES * MESSAGES_ON_PURPOSE, "the shuffling made few revisions: " + rewound);
        assertTrue(takenOver > ROUNDS, "the baseline took over hardly ever: " + takenOver);
        assertTrue(anomalies > ROUNDS, "hardly any day was an anomaly: " + anomalies);
        assertTrue(withdrawn > ROUNDS, "hardly any anomaly was withdrawn: " + withdrawn);
    }

    @Test
    void anyOrderEndsInThemWhereTheWindowHoldsMoreThanAYear() throws Exception {
        compareOrders(TestModels.thatSeesYears(ModelSpec.Cell.GRU), FEW_SERIES, true);
        assertTrue(rewound > FEW_SERIES * MESSAGES_ON_PURPOSE, "the shuffling made few revisions: " + rewound);
    }

    @Test
    void anyOrderEndsInThemWhereSeriesHaveHolidaysOfTheirOwn() throws Exception {
        compareOrders(TestModels.withCountries(TestModels.WINDOW, ShuffledHistory.FIRST_DAY - 500), FEW_SERIES, false);
        assertTrue(rewound > FEW_SERIES * MESSAGES_ON_PURPOSE, "the shuffling made few revisions: " + rewound);
    }

    private void compareOrders(ForecastModel model, int count, boolean afterAYear) throws Exception {
        int lateness = TestModels.HORIZON + random.nextInt(TestModels.WINDOW - TestModels.HORIZON + 1);
        TimeLimits limits = TimeLimits.DEFAULT.withLateness(lateness);
        List<Reading> clean = new ArrayList<>();
        List<ShuffledHistory.Message> shuffled = new ArrayList<>();
        for (int series = 0; series < count; series++) {
            String key = "s" + series;
            if (afterAYear) {
                for (Reading reading : YearBefore.of(key, ShuffledHistory.FIRST_DAY, random.split())) {
                    clean.add(reading);
                    shuffled.add(new ShuffledHistory.Message(reading, reading.day()));
                }
            }
            ShuffledHistory history = new ShuffledHistory(key, lateness, random.split());
            clean.addAll(history.clean());
            shuffled.addAll(history.shuffled());
        }
        shuffled.sort(java.util.Comparator.comparingDouble(ShuffledHistory.Message::arrival));
        Output inOrder = run(model, limits, clean);
        Output inAnyOrder = run(
                model,
                limits,
                shuffled.stream().map(ShuffledHistory.Message::reading).toList());
        Map<String, Forecast> expected = last(inOrder.forecasts());
        List<Forecast> forecasts = inAnyOrder.forecasts();
        Map<String, Forecast> actual = last(forecasts);
        assertEquals(expected.keySet(), actual.keySet(), "seed " + seed);
        expected.forEach((origin, forecast) -> {
            String message = origin + ", lateness " + lateness + ", seed " + seed;
            assertArrayEquals(forecast.values(), actual.get(origin).values(), message);
            assertEquals(forecast.restarted(), actual.get(origin).restarted(), message);
            assertEquals(forecast.source(), actual.get(origin).source(), message);
        });
        assertEquals(lastScores(inOrder.scores()), lastScores(inAnyOrder.scores()), "seed " + seed);
        assertEquals(standing(inOrder.anomalies()), standing(inAnyOrder.anomalies()), "seed " + seed);
        anomalies += standing(inOrder.anomalies()).size();
        withdrawn +=
                (int) inAnyOrder.anomalies().stream().filter(Anomaly::withdrawn).count();
        takenOver += (int) inOrder.forecasts().stream()
                .filter(forecast -> forecast.source() == Source.BASELINE)
                .count();
        rewound += (int) forecasts.stream().filter(f -> f.revision() > 0).count();
    }

    private record Output(List<Forecast> forecasts, List<DayScore> scores, List<Anomaly> anomalies) {}

    private Output run(ForecastModel model, TimeLimits limits, List<Reading> readings) throws Exception {
        try (SeriesOperators operators = new SeriesOperators(model, LIMITS, limits, CALIBRATION).start()) {
            for (Reading reading : readings) {
                operators.process(reading);
            }
            operators.end();
            assertEquals(List.of(), operators.rejected(), "seed " + seed);
            return new Output(operators.forecasts(), operators.scores(), operators.anomalies());
        }
    }

    /** The last score of each day of each series, whose revisions rise; by then all forecasts for it were the last ones. */
    private Map<String, List<TargetScore>> lastScores(List<DayScore> scores) {
        Map<String, List<TargetScore>> last = new TreeMap<>();
        Map<String, Integer> revisions = new TreeMap<>();
        for (DayScore score : scores) {
            String day = score.key() + " on " + score.day();
            last.put(day, score.targets());
            Integer before = revisions.put(day, score.revision());
            assertTrue(before == null || before < score.revision(), day + ", seed " + seed);
        }
        return last;
    }

    /** Surprise by day of the anomalies whose last revision did not withdraw them. */
    private Map<String, TargetScore.Surprise> standing(List<Anomaly> all) {
        Map<String, TargetScore.Surprise> standing = new TreeMap<>();
        for (Anomaly anomaly : all) {
            String day = anomaly.key() + " on " + anomaly.day() + " " + anomaly.target();
            assertTrue(!anomaly.withdrawn() || standing.containsKey(day), "nothing to withdraw: " + day);
            if (anomaly.withdrawn()) {
                standing.remove(day);
            } else {
                assertTrue(anomaly.surprise().isAnomaly(), day);
                standing.put(day, anomaly.surprise());
            }
        }
        return standing;
    }

    /** The last forecast from each origin of each series. */
    private Map<String, Forecast> last(List<Forecast> forecasts) {
        Map<String, Forecast> last = new TreeMap<>();
        for (Forecast forecast : forecasts) {
            Forecast before = last.put(forecast.key() + " from " + forecast.origin(), forecast);
            assertEquals(before == null ? 0 : before.revision() + 1, forecast.revision(), "seed " + seed);
        }
        return last;
    }
}
