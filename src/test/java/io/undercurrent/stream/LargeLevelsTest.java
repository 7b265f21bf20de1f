package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Meters that stand at millions and move by units: more digits than a float has. */
class LargeLevelsTest {

    private static final Columns COLUMNS = Columns.ofTargets("reading");
    private static final int HORIZON = 7;
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));
    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(), 56, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 5);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private record Results(Map<String, Forecast> forecasts, Map<String, DayScore> scores) {}

    private static List<Reading> meters() throws Exception {
        Path file = Path.of(
                LargeLevelsTest.class.getResource("/cases/large-levels.csv").toURI());
        List<Reading> readings = new ArrayList<>();
        try (ReadingCsvReader rows = ReadingCsv.read(file, COLUMNS)) {
            rows.forEachRemaining(readings::add);
        }
        return readings;
    }

    private static Results run(List<Reading> readings) throws Exception {
        List<Forecast> forecasts = new ArrayList<>();
        List<DayScore> scores = new ArrayList<>();
        Checkpoint checkpoint = null;
        for (List<Reading> part : List.of(
                readings.subList(0, readings.size() / 2), readings.subList(readings.size() / 2, readings.size()))) {
            SeriesOperators fresh = new SeriesOperators(MODEL, LIMITS, TimeLimits.DEFAULT);
            try (SeriesOperators operators = checkpoint == null ? fresh.start() : fresh.start(checkpoint)) {
                for (Reading reading : part) {
                    operators.process(reading);
                }
                checkpoint = operators.checkpoint(1);
                forecasts.addAll(operators.forecasts());
                scores.addAll(operators.scores());
            }
        }
        return new Results(
                last(forecasts, forecast -> forecast.key() + " " + forecast.origin()),
                last(scores, score -> score.key() + " " + score.day()));
    }

    private static <T> Map<String, T> last(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, one -> one, (before, after) -> after));
    }

    @Test
    void scoresHoldTheNumbersThatWereSent() throws Exception {
        List<Reading> meters = meters();
        Map<String, DayScore> scores = run(meters).scores();
        Map<String, Integer> first = new HashMap<>();
        for (Reading reading : meters) {
            if (first.putIfAbsent(reading.key(), reading.day()) != null) {
                DayScore score = scores.get(reading.key() + " " + reading.day());
                assertEquals(reading.values()[0], score.targets().get(0).actual(), reading.toString());
            }
        }
        assertEquals(meters.size() - first.size(), scores.size());
    }

    /** Days of lateness, corrections and a restart: bits equal those of the readings in order. */
    @Test
    void theOrderDoesNotMatter() throws Exception {
        List<Reading> meters = meters();
        Map<Reading, Double> arrivals = new HashMap<>();
        List<Reading> shuffled = new ArrayList<>();
        for (Reading reading : meters) {
            arrivals.put(reading, reading.day() + 10 * random.nextDouble());
            shuffled.add(reading);
            if (random.nextInt(10) == 0) {
                Reading wrong = new Reading(reading.key(), reading.day(), new double[] {reading.values()[0] + 1e-3});
                arrivals.put(wrong, arrivals.get(reading) - 1);
                shuffled.add(wrong);
            }
        }
        Results expected = run(meters);
        shuffled.sort(Comparator.comparingDouble(arrivals::get));
        Results actual = run(shuffled);
        assertEquals(expected.scores().keySet(), actual.scores().keySet(), "seed " + seed);
        expected.forecasts()
                .forEach((origin, forecast) -> assertEquals(
                        List.of(box(forecast.values())),
                        List.of(box(actual.forecasts().get(origin).values())),
                        origin + ", seed " + seed));
        expected.scores()
                .forEach((day, score) ->
                        assertEquals(score.targets(), actual.scores().get(day).targets(), day + ", seed " + seed));
    }

    private static List<Double> box(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    /** The same movements a little higher up end in the same forecasts as much higher up: these follow from the movements. */
    @Test
    void forecastsAreAsFineAsTheMovements() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int day = 20_000; day < 20_100; day++) {
            double movement = Math.round(1000 * Math.sin(day) + 10 * random.nextGaussian()) / 1000.0;
            readings.add(new Reading("low", day, new double[] {120_000_000 + movement}));
            readings.add(new Reading("high", day, new double[] {120_012_345 + movement}));
        }
        Map<String, Forecast> forecasts = run(readings).forecasts();
        for (int origin = 20_056; origin < 20_100; origin++) {
            Forecast low = forecasts.get("low " + origin);
            Forecast high = forecasts.get("high " + origin);
            for (int i = 0; i < low.values().length; i++) {
                double thousandths = Math.rint(1000 * (high.values()[i] - low.values()[i]));
                assertEquals(12_345_000, thousandths, 1, "origin " + origin + ", seed " + seed);
                assertTrue(Math.abs(low.values()[i] - 120_000_000) < 20, low + ", seed " + seed);
            }
        }
    }
}
