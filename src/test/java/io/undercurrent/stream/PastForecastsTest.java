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
import io.undercurrent.stream.time.PastForecasts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written of days that a job reads again. */
class PastForecastsTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final BundleLimits LIMITS = new BundleLimits(16, Duration.ofMillis(10));
    private static final int FIRST_DAY = 20_000;
    private static final int SERIES = 5;
    private static final int PAST = 30;
    private static final int LIVE = 6;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Readings of some days, the last one of a series twice: with a correction. */
    private List<Reading> readings(int from, int days) {
        List<Reading> readings = new ArrayList<>();
        for (int day = from; day < from + days; day++) {
            for (int series = 0; series < SERIES; series++) {
                String key = "series-" + series;
                readings.add(new Reading(key, day, values()));
                if (day == from + days - 1 && series % 2 == 0) {
                    readings.add(new Reading(key, day - 2, values()));
                }
            }
        }
        return readings;
    }

    private double[] values() {
        return new double[] {random.nextGaussian(), 10 * random.nextDouble(), random.nextInt(2)};
    }

    private static SeriesOperators operators(PastForecasts past, Backend backend, int parallelism, int index)
            throws Exception {
        SeriesContract contract = MODEL.contract(TimeLimits.DEFAULT.lateness(MODEL.window()));
        return new SeriesOperators(
                WindowHead.alone(contract, TimeLimits.DEFAULT, parallelism, index),
                MODEL,
                contract,
                LIMITS,
                CalibrationOptions.DEFAULT,
                past,
                backend,
                parallelism,
                index);
    }

    /** As Flink's sources say that there is no backlog any more. */
    private static void endPast(SeriesOperators operators) throws Exception {
        RecordAttributes over = new RecordAttributes(false);
        ((RnnOperator) operators.states.getOperator()).processRecordAttributes(over);
        ((KeyedProcessOperator<?, ?, ?>) operators.calibrations.getOperator()).processRecordAttributes(over);
    }

    private static void feed(SeriesOperators operators, List<Reading> readings) throws Exception {
        for (Reading reading : readings) {
            operators.process(reading);
        }
    }

    private static Map<String, Forecast> newest(List<Forecast> forecasts) {
        Map<String, Forecast> newest = new HashMap<>();
        forecasts.forEach(forecast ->
                newest.merge(forecast.key(), forecast, (one, other) -> other.origin() >= one.origin() ? other : one));
        return newest;
    }

    private static Map<String, Forecast> byKey(List<Forecast> forecasts) {
        return forecasts.stream().collect(Collectors.toMap(Forecast::key, forecast -> forecast));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void eachSeriesHasOneForecastOfThePastAndAllThatFollow(Backend backend) throws Exception {
        List<Reading> past = readings(FIRST_DAY, PAST);
        List<Reading> live = readings(FIRST_DAY + PAST, LIVE);
        try (SeriesOperators all = operators(PastForecasts.ALL, backend, 1, 0).start();
                SeriesOperators first =
                        operators(PastForecasts.NEWEST, backend, 1, 0).start()) {
            feed(all, past);
            endPast(all);
            List<Forecast> ofPast = List.copyOf(all.forecasts());
            assertTrue(ofPast.size() > SERIES * PAST, "seed " + seed);
            feed(all, live);
            all.end();

            feed(first, past.subList(0, past.size() / 2));
            Checkpoint middle = first.checkpoint(1);
            assertEquals(List.of(), first.forecasts());
            List<Forecast> released = new ArrayList<>();
            List<Forecast> later = new ArrayList<>();
            int scores = first.scores().size();
            for (int index = 0; index < 2; index++) {
                // The options of the job that goes on do not matter: what was withheld is, and stays so.
                try (SeriesOperators half = operators(PastForecasts.values()[index], backend, 2, index)
                        .start(middle.part(1, 2, index))) {
                    List<Reading> rest = past.subList(past.size() / 2, past.size());
                    feed(half, ofSubtask(rest, index));
                    half.checkpoint(2);
                    assertEquals(List.of(), half.forecasts(), "seed " + seed);
                    endPast(half);
                    released.addAll(half.forecasts());
                    int before = half.forecasts().size();
                    endPast(half);
                    feed(half, ofSubtask(live, index));
                    half.end();
                    later.addAll(
                            half.forecasts().subList(before, half.forecasts().size()));
                    scores += half.scores().size();
                }
            }
            assertEquals(newest(ofPast), byKey(released), "seed " + seed);
            assertEquals(
                    count(all.forecasts().subList(ofPast.size(), all.forecasts().size())),
                    count(later),
                    "seed " + seed);
            assertEquals(all.scores().size(), scores, "scores are not withheld; seed " + seed);
        }
    }

    private static List<Reading> ofSubtask(List<Reading> readings, int index) {
        return readings.stream()
                .filter(reading -> KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                reading.key(), SeriesOperators.MAX_PARALLELISM, 2)
                        == index)
                .toList();
    }

    private static Map<Forecast, Long> count(List<Forecast> forecasts) {
        return forecasts.stream().collect(Collectors.groupingBy(forecast -> forecast, Collectors.counting()));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void theEndOfTheInputIsTheEndOfThePast(Backend backend) throws Exception {
        try (SeriesOperators operators =
                operators(PastForecasts.NEWEST, backend, 1, 0).start()) {
            feed(operators, readings(FIRST_DAY, PAST));
            operators.end();
            assertEquals(List.of(), operators.forecasts());
            operators.calibrations.endInput();
            assertEquals(SERIES, byKey(operators.forecasts()).size());
        }
    }
}
