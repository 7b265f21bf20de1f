package io.undercurrent.job.sums;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.ScoreWriter;
import io.undercurrent.job.TopicReader;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.source.Start;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.reconciliation.continuous.ReconciledStores;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job that makes forecasts add up, on a broker and a cluster. */
@Timeout(300)
class ReconcileJobTest {

    private static final int DAYS = 60;
    private static final int LAST = ReconciledStores.FIRST_DAY + DAYS - 1;
    private static final ReconciledStores STORES = new ReconciledStores(DAYS, 3);
    private static final int SERIES = ReconciledStores.hierarchy().keys().size();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        kafka = SharedKafka.get();
        flink = EmbeddedFlink.start(4);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    /** A job and its topics, whose names begin with its own. */
    private record Job(String name, boolean bounded, Way way) {

        private KafkaOptions options() {
            return new KafkaOptions(
                    kafka.bootstrapServers(),
                    new JobTopics(
                            new TopicSelection(List.of(name + ".predictions", name + ".scores"), List.of()),
                            name + ".sums",
                            name + ".rejected",
                            Optional.empty(),
                            Optional.empty()),
                    NewTopics.all(3),
                    name,
                    Delivery.EXACTLY_ONCE,
                    Start.EARLIEST,
                    bounded,
                    Map.of());
        }

        KafkaEnds connect() {
            return KafkaEnds.connect(options(), ReconciledStores.SHAPE);
        }

        StreamExecutionEnvironment environment(int parallelism, Configuration settings, Duration patience) {
            StreamExecutionEnvironment env = flink.environment(settings).setParallelism(parallelism);
            ReconcileJob.define(
                    env,
                    name,
                    Optional.of(Duration.ofMillis(300)),
                    new SumsOptions(
                            way,
                            ReconciledStores.hierarchy(),
                            ReconciledStores.SHAPE,
                            name + ".predictions",
                            Optional.of(name + ".scores"),
                            14,
                            patience),
                    connect().ends());
            return env;
        }

        ProducerRecord<byte[], byte[]> message(Forecast forecast) {
            return new ProducerRecord<>(
                    name + ".predictions",
                    null,
                    DAY * forecast.origin() + forecast.revision(),
                    forecast.key().getBytes(UTF_8),
                    new ForecastWriter().write(forecast));
        }

        ProducerRecord<byte[], byte[]> message(DayScore score) {
            return new ProducerRecord<>(
                    name + ".scores",
                    null,
                    DAY * score.day(),
                    score.key().getBytes(UTF_8),
                    new ScoreWriter().write(score));
        }

        /** By key and origin, what was written last. */
        Map<String, Forecast> newest() {
            Map<String, Forecast> newest = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> message : TopicReader.read(kafka.bootstrapServers(), name + ".sums")) {
                Forecast forecast = new ForecastParser().parse(message.value());
                assertEquals(forecast.key(), new String(message.key(), UTF_8));
                Forecast before = newest.put(forecast.key() + " from " + forecast.origin(), forecast);
                assertTrue(before == null || before.revision() <= forecast.revision(), forecast + " after " + before);
            }
            return newest;
        }
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> messages) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            messages.forEach(producer::send);
        }
    }

    /** All messages of some days, those of one day in any order, and now and then a wrong forecast that is corrected days later. */
    private static List<ProducerRecord<byte[], byte[]>> messages(Job job, int from, int until, Random random) {
        Map<Integer, List<ProducerRecord<byte[], byte[]>>> byDay = new TreeMap<>();
        for (Forecast forecast : STORES.forecasts()) {
            int origin = forecast.origin();
            if (origin < from || origin > until) {
                continue;
            }
            List<ProducerRecord<byte[], byte[]>> day = byDay.computeIfAbsent(origin, none -> new ArrayList<>());
            if (random.nextInt(8) > 0) {
                day.add(job.message(forecast));
            } else {
                double[] wrong = forecast.values().clone();
                wrong[0] *= 0.5;
                wrong[wrong.length - 1] *= 3;
                day.add(job.message(with(forecast, 0, wrong)));
                byDay.computeIfAbsent(Math.min(until, origin + random.nextInt(8)), none -> new ArrayList<>())
                        .add(job.message(with(forecast, 1, forecast.values())));
            }
        }
        STORES.scores().stream()
                .filter(score -> score.day() >= from && score.day() <= until)
                .forEach(score -> byDay.get(score.day()).add(job.message(score)));
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        byDay.values().forEach(day -> {
            Collections.shuffle(day, random);
            all.addAll(day);
        });
        return all;
    }

    private static Forecast with(Forecast forecast, int revision, double[] values) {
        return new Forecast(forecast.key(), forecast.origin(), revision, "m", Source.MODEL, forecast.shape(), values);
    }

    private static void assertBacktested(Way way, Map<String, Forecast> newest, String message) {
        Map<String, double[]> expected = STORES.backtested(way);
        assertEquals(expected.keySet(), newest.keySet(), message);
        expected.forEach((name, quantiles) -> {
            // Messages have as many digits as tell one number from all others.
            assertArrayEquals(quantiles, newest.get(name).values(), 0, message + ": " + name);
            assertEquals(Optional.of(way.label()), newest.get(name).reconciliation(), message + ": " + name);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void writesWhatABacktestHas(int parallelism) throws Exception {
        long seed = System.nanoTime();
        Job job = new Job("whole-" + parallelism, true, Way.MINIMUM_TRACE);
        job.connect();
        send(messages(job, 0, LAST, new Random(seed)));
        job.environment(parallelism, new Configuration(), Duration.ofMinutes(10))
                .execute();
        assertBacktested(Way.MINIMUM_TRACE, job.newest(), "seed " + seed);
        assertEquals(
                0,
                TopicReader.read(kafka.bootstrapServers(), job.name() + ".rejected")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void goesOnWithOtherParallelismAsIfNothingHadHappened(String backend) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Job job = new Job("parts-" + backend, false, Way.BOTTOM_UP);
        job.connect();
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        int from = ReconciledStores.FIRST_DAY;
        for (int parallelism : new int[] {1, 4, 2}) {
            int until = from + DAYS / 3 - 1;
            send(messages(job, from, until, random));
            JobClient running = job.environment(parallelism, settings, Duration.ofMinutes(10))
                    .executeAsync();
            awaitLast(job, until);
            if (until == LAST) {
                // Corrections are written after a pause for further ones.
                while (!isBacktested(Way.BOTTOM_UP, job.newest())) {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            }
            settings.set(
                    StateRecoveryOptions.SAVEPOINT_PATH,
                    running.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get());
            from = until + 1;
        }
        assertBacktested(Way.BOTTOM_UP, job.newest(), "seed " + seed);
    }

    private static boolean isBacktested(Way way, Map<String, Forecast> newest) {
        return STORES.backtested(way).entrySet().stream().allMatch(expected -> {
            Forecast written = newest.get(expected.getKey());
            return written != null && Arrays.equals(expected.getValue(), written.values());
        });
    }

    /** Each series has a forecast from the last of the origins. */
    private static void awaitLast(Job job, int origin) {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        while (messages.stream()
                        .map(message -> new ForecastParser().parse(message.value()))
                        .filter(forecast -> forecast.origin() == origin)
                        .map(Forecast::key)
                        .distinct()
                        .count()
                < SERIES) {
            messages = TopicReader.await(kafka.bootstrapServers(), job.name() + ".sums", messages.size() + 1, () -> {});
        }
    }

    /** A series that never comes keeps nobody waiting for longer than is said. */
    @Test
    void goesOnWithoutASeriesThatNeverComes() throws Exception {
        Job job = new Job("never", false, Way.BOTTOM_UP);
        job.connect();
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        STORES.forecasts().stream()
                .filter(forecast -> forecast.origin() == LAST)
                .filter(forecast -> !forecast.key().equals("store-3"))
                .forEach(forecast -> messages.add(job.message(forecast)));
        send(messages);
        JobClient running =
                job.environment(2, new Configuration(), Duration.ofMillis(500)).executeAsync();
        TopicReader.await(kafka.bootstrapServers(), job.name() + ".sums", SERIES - 1, () -> {});
        running.cancel().get();
        Map<String, Forecast> newest = job.newest();
        assertEquals(SERIES - 1, newest.size());
        newest.forEach((name, forecast) -> assertEquals(
                List.of("all", "south").contains(forecast.key()) ? Optional.empty() : Optional.of("bottom-up"),
                forecast.reconciliation(),
                name));
    }

    @Test
    void whatCannotBeUsedIsRejected() throws Exception {
        Job job = new Job("rejects", true, Way.BOTTOM_UP);
        job.connect();
        Forecast forecast = STORES.forecasts().get(0);
        ForecastShape other = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);
        String predictions = job.name() + ".predictions";
        byte[] key = forecast.key().getBytes(UTF_8);
        byte[] value = new ForecastWriter().write(forecast);
        ProducerRecord<byte[], byte[]> row = new ProducerRecord<>(predictions, key, value);
        row.headers().add("row", "1/2".getBytes(UTF_8));
        double[] tooLarge = forecast.values().clone();
        tooLarge[0] = -1e200;
        byte[] infinite = new String(value, UTF_8)
                .replaceFirst("\"0\\.9\":\\[[^,]*", "\"0.9\":[1e999")
                .getBytes(UTF_8);
        DayScore absurd = ReconciledStores.score(forecast.key(), LAST, 0, 1e39);
        send(List.of(
                job.message(with(forecast, 1, tooLarge)),
                new ProducerRecord<>(predictions, key, infinite),
                job.message(absurd),
                new ProducerRecord<>(predictions, null, value),
                new ProducerRecord<>(predictions, key, null),
                new ProducerRecord<>(predictions, key, "{\"key\":\"store-0\"}".getBytes(UTF_8)),
                new ProducerRecord<>(predictions, "store-1".getBytes(UTF_8), value),
                new ProducerRecord<>(predictions, "elsewhere".getBytes(UTF_8), value),
                new ProducerRecord<>(job.name() + ".scores", key, value),
                new ProducerRecord<>(
                        predictions,
                        key,
                        new ForecastWriter()
                                .write(new Forecast("store-0", LAST, 0, "m", Source.MODEL, other, new double[6])))));
        job.environment(2, new Configuration(), Duration.ofMinutes(10)).execute();
        Map<String, Integer> reasons = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> rejected :
                TopicReader.read(kafka.bootstrapServers(), job.name() + ".rejected")) {
            String reason = new String(rejected.headers().lastHeader("reason").value(), UTF_8);
            reasons.merge(reason, 1, Integer::sum);
        }
        assertEquals(
                Map.of("missing-key", 1, "empty-message", 1, "not-a-result", 3, "other-shape", 1, "not-finite", 3),
                reasons);
        assertEquals(Map.of(), job.newest());
    }
}
