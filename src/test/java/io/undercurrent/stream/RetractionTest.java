package io.undercurrent.stream;

import static io.undercurrent.series.Reading.RETRACTED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.bundle.BundleLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was taken back was never read: forecasts, and what the calibrator learnt, are those of a history without it. */
class RetractionTest {

    private static final int DAYS = 90;
    private static final int SERIES = 8;
    private static final int FIRST = 20_000;
    private static final double NONE = Double.NaN;
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 5);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void endsInTheForecastsOfAHistoryThatNeverHadTheValues() throws Exception {
        int lateness = TestModels.HORIZON;
        List<Reading> without = new ArrayList<>();
        List<Reading> with = new ArrayList<>();
        Map<Integer, List<Reading>> due = new TreeMap<>();
        List<String> takenBack = new ArrayList<>();
        for (int day = FIRST; day < FIRST + DAYS; day++) {
            for (int series = 0; series < SERIES; series++) {
                String key = "s" + series;
                double[] values = {random.nextDouble(30), random.nextInt(500), random.nextInt(2)};
                with.add(new Reading(key, day, values));
                boolean wrong = day > FIRST && day < FIRST + DAYS - lateness && random.nextInt(8) == 0;
                double[] left = wrong ? new double[] {NONE, random.nextBoolean() ? NONE : values[1], NONE} : values;
                without.add(new Reading(key, day, left));
                if (wrong) {
                    takenBack.add(key + " on " + day);
                    double[] retraction = {RETRACTED, Double.isNaN(left[1]) ? RETRACTED : NONE, RETRACTED};
                    due.computeIfAbsent(day + random.nextInt(lateness + 1), at -> new ArrayList<>())
                            .add(new Reading(key, day, retraction));
                }
            }
            with.addAll(due.getOrDefault(day, List.of()));
        }
        assertTrue(takenBack.size() > SERIES, "seed " + seed);
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        TimeLimits limits = TimeLimits.DEFAULT.withLateness(lateness);
        try (SeriesOperators clean = run(model, limits, without);
                SeriesOperators retracted = run(model, limits, with)) {
            Map<String, Forecast> expected = last(clean.forecasts());
            Map<String, Forecast> actual = last(retracted.forecasts());
            assertEquals(expected.keySet(), actual.keySet(), "seed " + seed);
            expected.forEach((origin, forecast) -> {
                assertArrayEquals(forecast.values(), actual.get(origin).values(), origin + ", seed " + seed);
                assertEquals(forecast.source(), actual.get(origin).source(), origin + ", seed " + seed);
            });
            Map<String, List<TargetScore>> scores = lastScores(retracted.scores());
            // A score that was written stays where it is; nothing was learnt from it.
            takenBack.forEach(scores::remove);
            Map<String, List<TargetScore>> cleanScores = lastScores(clean.scores());
            takenBack.forEach(cleanScores::remove);
            assertEquals(cleanScores, scores, "seed " + seed);
        }
    }

    @Test
    void whatIsNotKnownIsNotTakenBack() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        double[] all = {RETRACTED, RETRACTED, RETRACTED};
        Reading known = new Reading("a", FIRST, new double[] {1, 2, 0});
        List<Reading> readings = List.of(
                known,
                new Reading("a", FIRST - 1, all),
                new Reading("a", FIRST + 2, all),
                new Reading("b", FIRST, all));
        try (SeriesOperators operators = run(model, TimeLimits.DEFAULT, readings)) {
            assertEquals(1, operators.forecasts().size());
            assertEquals(0, operators.forecasts().get(0).revision());
            assertEquals(1, operators.rejected().size(), "the series that never began");
        }
    }

    @Test
    void anAnnouncementCanBeTakenBack() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        List<Reading> history = new ArrayList<>();
        for (int day = FIRST; day < FIRST + DAYS; day++) {
            history.add(new Reading("a", day, new double[] {day % 7, 2 * (day % 5), day % 3 == 0 ? 1 : 0}));
        }
        List<Reading> announced = new ArrayList<>(history);
        announced.add(new Reading("a", FIRST + DAYS, new double[] {NONE, NONE, 1}));
        List<Reading> takenBack = new ArrayList<>(announced);
        takenBack.add(new Reading("a", FIRST + DAYS, new double[] {RETRACTED, RETRACTED, RETRACTED}));
        String newest = "a from " + (FIRST + DAYS - 1);
        try (SeriesOperators never = run(model, TimeLimits.DEFAULT, history);
                SeriesOperators told = run(model, TimeLimits.DEFAULT, announced);
                SeriesOperators after = run(model, TimeLimits.DEFAULT, takenBack)) {
            double[] expected = last(never.forecasts()).get(newest).values();
            Forecast actual = last(after.forecasts()).get(newest);
            assertArrayEquals(expected, actual.values());
            assertEquals(2, actual.revision());
            double[] other = last(told.forecasts()).get(newest).values();
            assertTrue(!Arrays.equals(expected, other), "the announcement changed the forecast");
        }
    }

    private SeriesOperators run(ForecastModel model, TimeLimits limits, List<Reading> readings) throws Exception {
        SeriesOperators operators = new SeriesOperators(model, BundleLimits.DEFAULT, limits, CALIBRATION).start();
        for (Reading reading : readings) {
            operators.process(reading);
        }
        operators.end();
        return operators;
    }

    private static Map<String, List<TargetScore>> lastScores(List<DayScore> scores) {
        Map<String, List<TargetScore>> last = new TreeMap<>();
        scores.forEach(score -> last.put(score.key() + " on " + score.day(), score.targets()));
        return last;
    }

    private static Map<String, Forecast> last(List<Forecast> forecasts) {
        Map<String, Forecast> last = new TreeMap<>();
        forecasts.forEach(forecast -> last.put(forecast.key() + " from " + forecast.origin(), forecast));
        return last;
    }
}
