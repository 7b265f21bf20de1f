package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the carried state, over random histories: carried equals recomputed, and company does not matter. */
class CarriedStateTest {

    private static final int FIRST_DAY = 20_000;
    private static final int LATENESS = TimeLimits.DEFAULT.lateness(TestModels.WINDOW);
    /** Jumps are believed, as the oracle believes them. */
    private static final TimeLimits BELIEVING =
            new TimeLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    private static final BundleLimits ALONE = new BundleLimits(1, Duration.ofMillis(10));
    private static final BundleLimits CROWD = new BundleLimits(64, Duration.ofMillis(10));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @ParameterizedTest
    @EnumSource
    void carriedEqualsRecomputed(ModelSpec.Cell cell) throws Exception {
        ForecastModel model = TestModels.of(cell);
        for (int series = 0; series < 4; series++) {
            List<Reading> readings = readings(model, "s" + series, 120, 2 * model.window());
            assertCarriedEqualsRecomputed(model, List.of(), readings);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carriedEqualsRecomputedOfAnImportedNetwork(boolean stateful) throws Exception {
        ForecastModel model = TestModels.imported(stateful, TestModels.WINDOW, 17);
        for (int series = 0; series < 4; series++) {
            List<Reading> readings = readings(model, "s" + series, 120, 2 * model.window());
            assertCarriedEqualsRecomputed(model, List.of(), readings);
        }
    }

    @Test
    void carriedEqualsRecomputedWhereTheWindowHoldsMoreThanAYear() throws Exception {
        ForecastModel model = TestModels.thatSeesYears(ModelSpec.Cell.GRU);
        List<Reading> year = YearBefore.of("a", FIRST_DAY, random);
        assertCarriedEqualsRecomputed(model, year, readings(model, "a", 40, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {TestModels.WINDOW, TestModels.LONG_WINDOW})
    void carriedEqualsRecomputedWhereSeriesHaveHolidaysOfTheirOwn(int window) throws Exception {
        ForecastModel model = TestModels.withCountries(window, FIRST_DAY - 500);
        for (int series = 0; series < 5; series++) {
            String key = "s" + series;
            List<Reading> beginning = window == TestModels.WINDOW ? List.of() : YearBefore.of(key, FIRST_DAY, random);
            assertCarriedEqualsRecomputed(model, beginning, readings(model, key, 40, 10));
        }
    }

    /** As after a stated {@code --window}: gaps are longer than the model looks back, and the series goes on after them. */
    @Test
    void carriedEqualsRecomputedWhereTheContractKeepsMoreDaysThanTheModelLooksBackOn() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        int window = 2 * TestModels.WINDOW;
        SeriesContract contract = new SeriesContract(
                TestModels.COLUMNS, model.shape().quantiles(), TestModels.HORIZON, window, window - 5);
        for (int series = 0; series < 4; series++) {
            assertCarriedEqualsRecomputed(model, contract, List.of(), readings(model, "s" + series, 120, 2 * window));
        }
    }

    private void assertCarriedEqualsRecomputed(ForecastModel model, List<Reading> beginning, List<Reading> readings)
            throws Exception {
        assertCarriedEqualsRecomputed(model, model.contract(LATENESS), beginning, readings);
    }

    private void assertCarriedEqualsRecomputed(
            ForecastModel model, SeriesContract contract, List<Reading> beginning, List<Reading> readings)
            throws Exception {
        try (Recomputation oracle = new Recomputation(model, contract);
                SeriesOperators operators = new SeriesOperators(
                                model, contract, CROWD, BELIEVING, CalibrationOptions.OFF, Backend.HEAP, 1, 0)
                        .start()) {
            if (!beginning.isEmpty()) {
                oracle.begin(beginning);
            }
            for (Reading reading : beginning) {
                operators.process(reading);
            }
            for (Reading reading : readings) {
                oracle.accept(reading);
                operators.process(reading);
            }
            operators.end();
            assertEquals(oracle.refused(), operators.rejected().size(), "seed " + seed);
            Set<Integer> origins = new TreeSet<>(oracle.results().keySet());
            beginning.forEach(reading -> origins.add(reading.day()));
            assertSameResults(origins, oracle.results(), operators.forecasts());
        }
    }

    /** The last revision from each origin is what the oracle has, and revisions count from 0 without a hole. */
    private void assertSameResults(
            Set<Integer> origins, Map<Integer, Recomputation.Result> expected, List<Forecast> forecasts) {
        Map<Integer, Forecast> last = new TreeMap<>();
        for (Forecast forecast : forecasts) {
            Forecast before = last.put(forecast.origin(), forecast);
            assertEquals(before == null ? 0 : before.revision() + 1, forecast.revision(), "seed " + seed);
        }
        assertEquals(origins, last.keySet(), "seed " + seed);
        expected.forEach((origin, result) -> {
            assertClose(result.values(), last.get(origin).values(), "seed " + seed + ", origin " + origin);
            assertEquals(result.restarted(), last.get(origin).restarted(), "seed " + seed + ", origin " + origin);
        });
    }

    /** At most 1e-6 of the larger values around, as the law has it. */
    private static void assertClose(double[] expected, double[] actual, String message) {
        double scale = 0;
        for (double value : expected) {
            scale = Double.isNaN(value) ? scale : Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertTrue(
                    Double.isNaN(expected[i]) && Double.isNaN(actual[i])
                            || Math.abs(expected[i] - actual[i]) <= 1e-6 * scale,
                    message + ": expected " + Arrays.toString(expected) + ", but got " + Arrays.toString(actual));
        }
    }

    @Test
    void repetitionsAndLooksAheadDoNotTouchTheState() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        List<Reading> once = new ArrayList<>();
        List<Reading> often = new ArrayList<>();
        for (int day = FIRST_DAY; day < FIRST_DAY + 40; day++) {
            Reading reading = new Reading("a", day, new double[] {random.nextFloat(), random.nextFloat(), 0});
            once.add(reading);
            for (int times = random.nextInt(4); times >= 0; times--) {
                often.add(reading);
            }
        }
        List<Forecast> plain = run(model, CROWD, once);
        List<Forecast> repeated = run(model, CROWD, often);
        assertEquals(plain, repeated, "a repetition changes nothing and makes no forecast; seed " + seed);
    }

    @Test
    void companyDoesNotMatter() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.LSTM);
        List<Reading> mixed = mixed(model, 20, 60);
        Map<String, List<Forecast>> alone = byKey(run(model, ALONE, mixed));
        for (int size : new int[] {2, 7, 64, 4096}) {
            BundleLimits limits = new BundleLimits(size, Duration.ofMillis(10));
            assertEquals(alone, byKey(run(model, limits, mixed)), "bundles of " + size + ", seed " + seed);
        }
        List<Reading> single = mixed.stream().filter(r -> r.key().equals("s3")).toList();
        assertEquals(alone.get("s3"), run(model, CROWD, single), "without the others, seed " + seed);
    }

    /** Long windows leave more in the working memory of the encoder, which all series of a bundle share. */
    @Test
    void companyDoesNotMatterWhereTheWindowHoldsMoreThanAYear() throws Exception {
        ForecastModel model = TestModels.thatSeesYears(ModelSpec.Cell.GRU);
        List<List<Reading>> each = new ArrayList<>();
        for (int series = 0; series < 4; series++) {
            String key = "s" + series;
            List<Reading> readings = new ArrayList<>(YearBefore.of(key, FIRST_DAY, random));
            readings.addAll(readings(model, key, 30, 10));
            each.add(readings);
        }
        List<Reading> mixed = mixed(each);
        Map<String, List<Forecast>> alone = byKey(run(model, ALONE, mixed));
        assertEquals(alone, byKey(run(model, CROWD, mixed)), "seed " + seed);
        List<Reading> single = mixed.stream().filter(r -> r.key().equals("s3")).toList();
        assertEquals(alone.get("s3"), run(model, CROWD, single), "without the others, seed " + seed);
    }

    @ParameterizedTest
    @EnumSource
    void restartsDoNotMatter(Backend backend) throws Exception {
        restartsDoNotMatter(TestModels.of(ModelSpec.Cell.GRU), backend);
    }

    /** A window that is restored does not say of which series it is. */
    @ParameterizedTest
    @EnumSource
    void restartsDoNotMatterToHolidaysOfEachSeries(Backend backend) throws Exception {
        restartsDoNotMatter(TestModels.withCountries(TestModels.WINDOW, FIRST_DAY - 500), backend);
    }

    private void restartsDoNotMatter(ForecastModel model, Backend backend) throws Exception {
        List<Reading> mixed = mixed(model, 10, 60);
        Map<String, List<Forecast>> uninterrupted = byKey(run(model, CROWD, mixed));
        List<Forecast> forecasts = new ArrayList<>();
        SeriesOperators operators = new SeriesOperators(model, CROWD, backend).start();
        try {
            for (int i = 0; i < mixed.size(); i++) {
                if (random.nextInt(50) == 0) {
                    Checkpoint checkpoint = operators.checkpoint(i);
                    forecasts.addAll(operators.forecasts());
                    operators.close();
                    operators = new SeriesOperators(model, CROWD, backend).start(checkpoint);
                }
                operators.process(mixed.get(i));
            }
            operators.end();
            forecasts.addAll(operators.forecasts());
        } finally {
            operators.close();
        }
        assertEquals(uninterrupted, byKey(forecasts), "seed " + seed);
    }

    @ParameterizedTest
    @CsvSource({"HEAP,1,2", "HEAP,3,2", "ROCKSDB,1,3", "ROCKSDB,2,1"})
    void rescalingDoesNotMatter(Backend backend, int from, int to) throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        List<Reading> mixed = mixed(model, 30, 40);
        int half = mixed.size() / 2;
        List<Forecast> forecasts = new ArrayList<>();
        List<Checkpoint> parts = new ArrayList<>();
        for (int index = 0; index < from; index++) {
            try (SeriesOperators operators =
                    new SeriesOperators(model, CROWD, TimeLimits.DEFAULT, backend, from, index).start()) {
                feed(operators, mixed.subList(0, half), from, index);
                parts.add(operators.checkpoint(1));
                forecasts.addAll(operators.forecasts());
            }
        }
        Checkpoint all = Checkpoint.merge(parts);
        for (int index = 0; index < to; index++) {
            try (SeriesOperators operators = new SeriesOperators(model, CROWD, TimeLimits.DEFAULT, backend, to, index)
                    .start(all.part(from, to, index))) {
                feed(operators, mixed.subList(half, mixed.size()), to, index);
                operators.end();
                forecasts.addAll(operators.forecasts());
            }
        }
        assertEquals(byKey(run(model, CROWD, mixed)), byKey(forecasts), "seed " + seed);
    }

    private static void feed(SeriesOperators operators, List<Reading> readings, int parallelism, int index)
            throws Exception {
        for (Reading reading : readings) {
            if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            reading.key(), SeriesOperators.MAX_PARALLELISM, parallelism)
                    == index) {
                operators.process(reading);
            }
        }
    }

    private static List<Forecast> run(ForecastModel model, BundleLimits limits, List<Reading> readings)
            throws Exception {
        try (SeriesOperators operators = new SeriesOperators(model, limits, Backend.HEAP).start()) {
            for (Reading reading : readings) {
                operators.process(reading);
            }
            operators.end();
            return operators.forecasts();
        }
    }

    private static Map<String, List<Forecast>> byKey(List<Forecast> forecasts) {
        Map<String, List<Forecast>> byKey = new HashMap<>();
        forecasts.forEach(forecast ->
                byKey.computeIfAbsent(forecast.key(), key -> new ArrayList<>()).add(forecast));
        return byKey;
    }

    private List<Reading> mixed(ForecastModel model, int series, int count) {
        List<List<Reading>> each = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            each.add(new ArrayList<>(readings(model, "s" + i, count, model.window() / 2)));
        }
        return mixed(each);
    }

    /** Readings of several series in a random order that keeps each series in its own. Uses up the lists. */
    private List<Reading> mixed(List<List<Reading>> each) {
        List<Reading> mixed = new ArrayList<>();
        while (!each.isEmpty()) {
            List<Reading> one = each.get(random.nextInt(each.size()));
            mixed.add(one.remove(0));
            each.removeIf(List::isEmpty);
        }
        return mixed;
    }

    private List<Reading> readings(ForecastModel model, String key, int count, int longestGap) {
        return new RandomReadings(key, model.columns(), model.shape().horizon(), FIRST_DAY, random.split())
                .next(count, longestGap);
    }
}
