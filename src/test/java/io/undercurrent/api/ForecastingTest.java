package io.undercurrent.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.RandomReadings;
import io.undercurrent.stream.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts in somebody's own job, with Flink's settings as they come but for generic types, which it is not to need. */
@Timeout(120)
class ForecastingTest {

    private static final int DAY = 20_000;
    private static final long NOW = Instant.parse("2079-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);

    private static final TimeLimits HASTY =
            new TimeLimits(OptionalInt.of(3), TimeLimits.DEFAULT.ahead(), Optional.empty(), Optional.empty());

    @TempDir
    private static Path folder;

    private static EmbeddedFlink flink;
    private static String file;

    @BeforeAll
    static void start() throws IOException {
        file = folder.resolve("stores.safetensors").toString();
        ModelFile.write(MODEL, Path.of(file));
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        return flink.environment(settings).setParallelism(2);
    }

    /** An hour lies between the times of two readings. */
    private static final class Hours implements TimestampAssigner<Reading> {
        private long time = NOW;

        @Override
        public long extractTimestamp(Reading reading, long before) {
            time += HOUR;
            return time;
        }
    }

    private static DataStream<Reading> stream(StreamExecutionEnvironment env, List<Reading> readings) {
        return env.fromData(readings, SeriesTypes.READING)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Reading>forMonotonousTimestamps()
                        .withTimestampAssigner(context -> new Hours()))
                .setParallelism(1);
    }

    private static List<Reading> randomReadings(SplittableRandom random) {
        List<List<Reading>> series = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            series.add(
                    new RandomReadings("s" + i, MODEL.columns(), MODEL.shape().horizon(), DAY, random.split())
                            .next(100, 2 * MODEL.window()));
        }
        List<Reading> mixed = new ArrayList<>();
        while (!series.isEmpty()) {
            List<Reading> one = series.get(random.nextInt(series.size()));
            mixed.add(one.remove(0));
            series.removeIf(List::isEmpty);
        }
        return mixed;
    }

    private record Arrived(Reading reading, long time) implements Arrival {
        @Override
        public long bytes() {
            return 0;
        }
    }

    /** What the plain engine makes of the same readings, by series. */
    private static final class Expected implements SeriesReceiver<Arrived> {

        final List<Forecast> forecasts = new ArrayList<>();
        final List<DayScore> scores = new ArrayList<>();
        final List<RejectedReading> rejections = new ArrayList<>();
        final List<Anomaly> anomalies = new ArrayList<>();

        static Map<String, Expected> of(List<Reading> readings, TimeLimits limits, CalibrationOptions calibration) {
            Map<String, Expected> results = new HashMap<>();
            Map<String, SeriesState<Arrived>> states = new HashMap<>();
            try (SeriesEngine<Arrived> engine = new SeriesEngine<>(MODEL, limits, calibration)) {
                long time = NOW;
                for (Reading reading : readings) {
                    time += HOUR;
                    engine.accept(
                            new Arrived(reading, time),
                            states.computeIfAbsent(reading.key(), SeriesState::new),
                            results.computeIfAbsent(reading.key(), key -> new Expected()));
                }
                states.forEach((key, state) -> engine.advance(Alarms.END_OF_INPUT, state, results.get(key)));
            }
            return results;
        }

        @Override
        public void forecast(Forecast forecast) {
            forecasts.add(forecast);
        }

        @Override
        public void score(DayScore score) {
            scores.add(score);
        }

        @Override
        public void anomaly(Anomaly anomaly) {
            anomalies.add(anomaly);
        }

        @Override
        public void reject(Arrived message, Rejection rejection) {
            rejections.add(new RejectedReading(message.reading(), rejection));
        }
    }

    private static void assertSame(Map<String, Expected> expected, Results results, String seed) {
        Map<String, List<Forecast>> forecasts =
                results.forecasts.values().stream().collect(Collectors.groupingBy(Forecast::key));
        Map<String, List<DayScore>> scores =
                results.scores.values().stream().collect(Collectors.groupingBy(DayScore::key));
        Map<String, List<RejectedReading>> rejections = results.rejections.values().stream()
                .collect(Collectors.groupingBy(rejected -> rejected.reading().key()));
        expected.forEach((key, of) -> {
            assertEquals(of.forecasts, forecasts.get(key), seed);
            assertEquals(of.scores, scores.get(key), seed);
            assertEquals(of.rejections, rejections.getOrDefault(key, List.of()), seed);
        });
        assertEquals(
                expected.values().stream().flatMap(of -> of.anomalies.stream()).collect(Collectors.toSet()),
                Set.copyOf(results.anomalies.values()),
                seed);
        assertFalse(rejections.isEmpty(), seed);
    }

    private record Results(
            Kept<Forecast> forecasts,
            Kept<DayScore> scores,
            Kept<RejectedReading> rejections,
            Kept<Anomaly> anomalies) {
        static Results of(ForecastStreams streams) {
            return new Results(
                    Kept.of(streams.forecasts()),
                    Kept.of(streams.scores()),
                    Kept.of(streams.rejections()),
                    Kept.of(streams.anomalies()));
        }
    }

    /** One is keyed already and the other is not; each has settings of its own. */
    @Test
    void severalInOneJobMakeWhatTheEngineMakes() throws Exception {
        long seed = System.nanoTime();
        List<Reading> readings = randomReadings(new SplittableRandom(seed));
        StreamExecutionEnvironment env = environment();
        DataStream<Reading> stream = stream(env, readings);
        Results patient = Results.of(Forecasting.of(file).uidPrefix("patient-").on(stream));
        Results hasty = Results.of(Forecasting.of(MODEL.contract(3))
                .model(file)
                .believeJumps()
                .neverForget()
                .uncalibrated()
                .uidPrefix("hasty-")
                .on(stream.keyBy(Reading::key)));
        env.execute();
        assertSame(Expected.of(readings, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT), patient, "seed " + seed);
        assertSame(Expected.of(readings, HASTY, CalibrationOptions.OFF), hasty, "seed " + seed);
    }

    /** Once found, once withdrawn: the numbers are those of the engine. */
    @Test
    void aValueThatNobodyExpectedIsReportedUntilItIsCorrected() throws Exception {
        LocalDate first = LocalDate.of(2025, 1, 1);
        int odd = 60;
        List<Reading> readings = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int day = 0; day < odd; day++) {
            readings.add(
                    Reading.of("a", first.plusDays(day), 10 + random.nextDouble(), 100 + 5 * random.nextDouble(), 0));
        }
        readings.add(Reading.of("a", first.plusDays(odd), 10.5, 900, 0));
        readings.add(Reading.of("a", first.plusDays(odd), 10.5, 102, 0));
        StreamExecutionEnvironment env = environment();
        Results results = Results.of(Forecasting.of(file).alarmsPerYear(2).on(stream(env, readings)));
        env.execute();
        CalibrationOptions calibration = new CalibrationOptions(
                CalibrationOptions.DEFAULT.intervals(), CalibrationOptions.DEFAULT.takeoverDays(), 2);
        List<Anomaly> expected =
                Expected.of(readings, TimeLimits.DEFAULT, calibration).get("a").anomalies;
        List<Anomaly> found = results.anomalies.values();
        assertEquals(expected, found);
        List<Anomaly> ofTheDay = found.stream()
                .filter(anomaly -> anomaly.date().equals(first.plusDays(odd)))
                .toList();
        assertEquals(
                List.of(false, true), ofTheDay.stream().map(Anomaly::withdrawn).toList());
        assertEquals(
                List.of(900.0, 102.0), ofTheDay.stream().map(Anomaly::actual).toList());
        assertEquals("sales", ofTheDay.get(0).target());
    }

    @Test
    void whatNoMessageCouldSayIsRejected() throws Exception {
        LocalDate day = LocalDate.of(2025, 3, 18);
        List<Reading> wrong = List.of(
                Reading.of("", day, 1, 2, 0),
                Reading.of("a", day, 1, 1e39, 0),
                Reading.of("a", day, Double.POSITIVE_INFINITY, 2, 0),
                new Reading("a", Integer.MAX_VALUE, new double[] {1, 2, 0}));
        List<Reading> right = List.of(Reading.of("a", day, -0.0, 2, 0), Reading.of("a", day.plusDays(1), 0, 0, 0));
        List<Reading> all = new ArrayList<>(wrong);
        all.addAll(right);
        StreamExecutionEnvironment env = environment();
        Results results = Results.of(Forecasting.of(file).on(stream(env, all)));
        env.execute();
        assertEquals(
                Set.copyOf(wrong),
                results.rejections.values().stream()
                        .map(RejectedReading::reading)
                        .collect(Collectors.toSet()));
        assertEquals(2, results.forecasts.values().size());
        String details = results.rejections.values().stream()
                .map(rejected -> rejected.rejection().detail())
                .collect(Collectors.joining("\n"));
        assertTrue(details.contains("sales: expected a finite number up to 3.4e38, but got 1.0E39"), details);
        assertTrue(details.contains("date: expected a day of the years 1 to 9999, but got +5881580-07-11"), details);
    }

    @Test
    void noSettingOfTheEnvironmentChangesAndEachUidHasThePrefix() throws Exception {
        StreamExecutionEnvironment env = environment();
        Map<String, String> before = Configuration.fromMap(((Configuration) env.getConfiguration()).toMap())
                .toMap();
        Results.of(Forecasting.of(file)
                .uidPrefix("stores-")
                .on(stream(env, List.of(Reading.of("a", LocalDate.EPOCH, 1, 2, 0)))));
        assertEquals(before, ((Configuration) env.getConfiguration()).toMap());
        assertEquals(
                Set.of("stores-take", "stores-window", "stores-rnn", "stores-calibrator"),
                env.getStreamGraph().getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .filter(uid -> uid != null)
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTheJobStarts() throws IOException {
        StreamExecutionEnvironment env = environment();
        DataStream<Reading> stream = stream(env, List.of(Reading.of("a", LocalDate.EPOCH, 1, 2, 0)));
        SeriesContract contract = MODEL.contract(3);
        assertMessage(
                "model: expected a call of model(location) before on(readings)",
                assertThrows(
                        IllegalStateException.class,
                        () -> Forecasting.of(contract).on(stream)));
        SeriesContract other = new SeriesContract(contract.columns(), contract.quantiles(), 6, 14, 3);
        assertMessage(
                "model " + MODEL.id() + " does not fit the contract of the job: horizon 5 instead of 6",
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Forecasting.of(other).model(file)));
        assertMessage(
                "lateness: expected the 3 days of the contract, but got 4",
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Forecasting.of(contract).keepLateness(4)));
        Forecasting tooLong = Forecasting.of(file).keepLateness(15);
        assertMessage(
                "lateness: expected at most the 14 days of the window, but got 15",
                assertThrows(IllegalArgumentException.class, () -> tooLong.on(stream)));
        String missing = folder.resolve("missing.safetensors").toUri().toString();
        assertThrows(IOException.class, () -> Forecasting.of(missing));
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        Forecasting fine = Forecasting.of(file);
        assertMessage(
                "execution.runtime-mode: expected STREAMING, but got BATCH",
                assertThrows(IllegalStateException.class, () -> fine.on(stream)));
    }

    private static void assertMessage(String expected, Exception thrown) {
        assertEquals(expected, thrown.getMessage());
    }
}
