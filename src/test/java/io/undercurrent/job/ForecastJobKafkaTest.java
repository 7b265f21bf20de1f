package io.undercurrent.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.Mutations;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.source.Start;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The production graph on a real cluster between topics of a real broker. */
class ForecastJobKafkaTest {

    private static final int PARALLELISM = 2;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 5);

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() {
        flink = EmbeddedFlink.start(PARALLELISM);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @Test
    @Timeout(300)
    void everyMessageEndsInAForecastOrInRejected() throws Exception {
        int messages = 100_000;
        long seed = System.nanoTime();
        KafkaOptions options = options("mutations", true);
        KafkaEnds.connect(options, MODEL.shape());
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            SplittableRandom random = new SplittableRandom(seed);
            ReadingWriter writer = new ReadingWriter(COLUMNS);
            OwedEnds ends = new OwedEnds(COLUMNS);
            for (int i = 0; i < messages; i++) {
                String key = "store-" + random.nextInt(500);
                byte[] valid = writer.write(new Reading(
                        key, 20_000 + i / 500, new double[] {random.nextFloat(), random.nextInt(100), random.nextInt(2)
                        }));
                byte[] message;
                do {
                    message = random.nextInt(3) == 0 ? valid : Mutations.mutate(valid, random);
                } while (!ends.owes(message));
                producer.send(
                        new ProducerRecord<>(options.topics().readings().toString(), key.getBytes(UTF_8), message));
            }
        }
        // Without lateness each reading that tells something new makes one forecast, neither more nor none.
        environment(options, PARALLELISM, new Configuration(), TimeLimits.DEFAULT.withLateness(0))
                .execute();
        List<ConsumerRecord<byte[], byte[]>> predictions = read(options.topics().predictions());
        List<ConsumerRecord<byte[], byte[]>> rejected = read(options.topics().rejected());
        assertTrue(predictions.size() > messages / 3 && rejected.size() > messages / 10, "seed " + seed);
        ForecastParser parser = new ForecastParser();
        Set<String> forecasts = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : predictions) {
            Forecast forecast = parser.parse(record.value());
            assertEquals(new String(record.key(), UTF_8), forecast.key());
            String origin = forecast.key() + " from " + forecast.origin();
            assertTrue(forecasts.add(origin + " revision " + forecast.revision()), "once each; seed " + seed);
        }
        assertSameBytesAsAtTheSource(rejected, options);
        assertEquals(messages, predictions.size() + rejected.size(), "seed " + seed);
    }

    /**
     * Each rejected message lies, with the same bytes, at the place that its headers name, and none was rejected twice.
     */
    private static void assertSameBytesAsAtTheSource(
            List<ConsumerRecord<byte[], byte[]>> rejected, KafkaOptions options) {
        Map<String, ConsumerRecord<byte[], byte[]>> readings = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                read(options.topics().readings().toString())) {
            readings.put(record.partition() + "@" + record.offset(), record);
        }
        Set<String> places = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : rejected) {
            assertEquals(options.topics().readings().toString(), header(record, "topic"));
            String place = header(record, "partition") + "@" + header(record, "offset");
            assertTrue(places.add(place), place + " was rejected twice");
            assertArrayEquals(readings.get(place).key(), record.key());
            assertArrayEquals(readings.get(place).value(), record.value(), place);
            assertEquals(Long.toString(readings.get(place).timestamp()), header(record, "reading-time"));
            assertTrue(record.timestamp() > readings.get(place).timestamp(), "rejected after it came");
            assertTrue(header(record, "detail").contains("expected"), header(record, "detail"));
            assertTrue(header(record, "reason").matches("[a-z-]+"), header(record, "reason"));
        }
    }

    /**
     * A history with the times of its days would be gone at the next look of Kafka's retention, and times ahead of the broker's
     * clock be refused by topics with Kafka's limits, had results the times of their readings.
     */
    @Test
    @Timeout(300)
    void resultsHaveTheTimeOfTheirIssueWhateverThatOfTheReadings() throws Exception {
        KafkaOptions options = options("times", true);
        String readings = options.topics().readings().toString();
        // By the default retention readings of 2013 go at the first look for what is old.
        String noLimit = Long.toString(Long.MAX_VALUE);
        KAFKA.createTopic(readings, 2, Map.of("message.timestamp.after.max.ms", noLimit, "retention.ms", "-1"));
        Map<String, String> ofThePresentAlone = Map.of(
                "message.timestamp.before.max.ms", "3600000",
                "message.timestamp.after.max.ms", "3600000",
                "max.message.bytes", "2097152");
        List.of("times.predictions", "times.rejected", "times.scores", "times.anomalies")
                .forEach(results -> KAFKA.createTopic(results, 2, ofThePresentAlone));
        long start = System.currentTimeMillis();
        long ahead = start + Duration.ofHours(2).toMillis();
        String today =
                LocalDate.ofInstant(Instant.ofEpochMilli(start), ZoneOffset.UTC).toString();
        List<String[]> history = lines("record-times-of-2013.txt");
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (String[] line : history) {
                send(producer, readings, line[0], Long.parseLong(line[1]), line[2]);
            }
            send(
                    producer,
                    readings,
                    "store-17",
                    1_356_998_400_000L,
                    "{\"key\":\"store-17\",\"date\":\"2014-01-01\",\"sales\":1}");
            send(producer, readings, "ahead", ahead, "{\"key\":\"ahead\",\"date\":\"" + today + "\",\"sales\":1}");
            send(producer, readings, "ahead", ahead, "no reading");
        }
        run(options, 2);
        List<ConsumerRecord<byte[], byte[]>> forecasts = read(options.topics().predictions());
        List<ConsumerRecord<byte[], byte[]>> rejected = read(options.topics().rejected());
        List<ConsumerRecord<byte[], byte[]>> scores =
                read(options.topics().scores().orElseThrow());
        assertEquals(history.size() + 1, forecasts.size());
        forecasts.forEach(forecast -> assertEquals(options.group(), header(forecast, "group")));
        assertEquals(history.size() - 1, scores.size());
        for (List<ConsumerRecord<byte[], byte[]>> results : List.of(forecasts, rejected, scores)) {
            for (ConsumerRecord<byte[], byte[]> result : results) {
                assertTrue(result.timestamp() >= start && result.timestamp() < ahead, result.toString());
            }
        }
        List<String> times =
                new ArrayList<>(history.stream().map(line -> line[1]).toList());
        times.add(Long.toString(ahead));
        assertEquals(
                times,
                forecasts.stream()
                        .map(result -> header(result, "reading-time"))
                        .sorted()
                        .toList());
        assertEquals(
                Map.of("not-json", Long.toString(ahead), "future-date", "1356998400000"),
                rejected.stream().collect(Collectors.toMap(r -> header(r, "reason"), r -> header(r, "reading-time"))));
    }

    /** By the clock of a machine that reads it years later it is long past, and no jump for a model with a long window. */
    @Test
    @Timeout(300)
    void aYearThatWasWrongWhenItCameIsWrongForEver() throws Exception {
        KafkaOptions options = options("year", true);
        String readings = options.topics().readings().toString();
        KafkaEnds.connect(options, MODEL.shape());
        long day = Duration.ofDays(1).toMillis();
        LocalDate first = LocalDate.of(2023, 3, 1);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < 40; i++) {
                for (String key : List.of("a", "b", "c", "d")) {
                    String reading = "{\"key\":\"" + key + "\",\"date\":\"%s\",\"sales\":" + i + "}";
                    long time = (first.toEpochDay() + i) * day + day / 2;
                    if (key.equals("b") && i == 30) {
                        String spike = "{\"key\":\"b\",\"date\":\"%s\",\"sales\":5000}";
                        send(producer, readings, key, time, spike.formatted(first.plusDays(i)));
                    }
                    send(producer, readings, key, time, reading.formatted(first.plusDays(i)));
                    if (key.equals("a") && i == 20) {
                        send(producer, readings, key, time, reading.formatted(first.plusYears(1)));
                    }
                }
            }
        }
        environment(options, PARALLELISM, new Configuration()).execute();
        List<ConsumerRecord<byte[], byte[]>> rejected = read(options.topics().rejected());
        assertEquals(1, rejected.size());
        assertEquals("future-date", header(rejected.get(0), "reason"));
        assertEquals(
                "date: expected one up to 2023-03-22, because the message is of 2023-03-21T12:00:00Z, but got 2024-03-01",
                header(rejected.get(0), "detail"));
        assertEquals(4 * 40 + 1, read(options.topics().predictions()).size());
        String spike = "{\"key\":\"b\",\"day\":\"2023-03-31\",\"target\":\"sales\",\"revision\":";
        assertEquals(
                List.of(
                        spike + "0,\"withdrawn\":false,\"actual\":5000,",
                        spike + "1,\"withdrawn\":true,\"actual\":30,"),
                read(options.topics().anomalies().orElseThrow()).stream()
                        .map(record -> new String(record.value(), UTF_8).replaceAll("\"expected.*", ""))
                        .toList());
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, String key, long timestamp, String message)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, null, timestamp, key.getBytes(UTF_8), message.getBytes(UTF_8)))
                .get();
    }

    /** Key, timestamp and message of each line. */
    private static List<String[]> lines(String file) throws IOException {
        try (InputStream resource = ForecastJobKafkaTest.class.getResourceAsStream("/cases/" + file)) {
            return new String(resource.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\\|", 3))
                    .toList();
        }
    }

    @Test
    @Timeout(300)
    void whatIsTooLargeIsRejectedAndStopsNothing() throws Exception {
        KafkaOptions options = options("large", true, Delivery.AT_LEAST_ONCE);
        String readings = options.topics().readings().toString();
        KAFKA.createTopic(readings, 1, Map.of("max.message.bytes", Integer.toString(3 << 20)));
        byte[] large = new byte[2 << 20];
        byte[] packed = new byte[40 << 20];
        byte[] valid = new ReadingWriter(COLUMNS).write(new Reading("a", 20_000, new double[] {1, 2, 0}));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(readings, large)).get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"))) {
            producer.send(new ProducerRecord<>(readings, packed)).get();
            producer.send(new ProducerRecord<>(readings, valid)).get();
        }
        run(options, 1);
        List<ConsumerRecord<byte[], byte[]>> rejected = read(options.topics().rejected()).stream()
                .sorted(Comparator.comparing(record -> header(record, "offset")))
                .toList();
        assertEquals(2, rejected.size());
        assertArrayEquals(large, rejected.get(0).value());
        assertEquals("message-too-large", header(rejected.get(0), "reason"));
        assertEquals(3 << 20, rejected.get(1).value().length, "as much as a message of the readings topic may have");
        assertEquals(Integer.toString(packed.length), header(rejected.get(1), "original-length"));
        assertEquals(1, read(options.topics().predictions()).size());
    }

    /** Also by a job that begins with readings still to come: those of a new partition all are. */
    @Test
    @Timeout(300)
    void partitionsThatAreAddedAreReadFromTheirBeginning() throws Exception {
        KafkaOptions options = options("added", NewTopics.all(1), Delivery.AT_LEAST_ONCE, Start.LATEST, false);
        String readings = options.topics().readings().toString();
        ReadingWriter writer = new ReadingWriter(COLUMNS);
        JobClient job = environment(options, 1, new Configuration()).executeAsync();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.METADATA_MAX_AGE_CONFIG, 200));
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            for (int day = 20_000; read(options.topics().predictions()).isEmpty(); day++) {
                byte[] reading = writer.write(new Reading("old", day, new double[] {1, 2, 0}));
                producer.send(new ProducerRecord<>(readings, 0, null, reading)).get();
            }
            admin.createPartitions(Map.of(readings, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            while (producer.partitionsFor(readings).size() < 2) {
                Thread.onSpinWait();
            }
            byte[] first = writer.write(new Reading("new", 20_000, new double[] {1, 2, 0}));
            producer.send(new ProducerRecord<>(readings, 1, null, first)).get();
            long sent = System.nanoTime();
            ForecastParser parser = new ForecastParser();
            while (read(options.topics().predictions()).stream()
                    .noneMatch(record -> parser.parse(record.value()).key().equals("new"))) {
                assertTrue(Duration.ofNanos(System.nanoTime() - sent).toSeconds() < 60, "the default is ten seconds");
                Thread.sleep(50);
            }
        } finally {
            job.cancel().get();
        }
    }

    private static KafkaOptions options(String name, boolean bounded) {
        return options(name, bounded, Delivery.EXACTLY_ONCE);
    }

    private static KafkaOptions options(String name, boolean bounded, Delivery delivery) {
        return options(name, NewTopics.all(PARALLELISM), delivery, Start.EARLIEST, bounded);
    }

    private static KafkaOptions options(
            String name, NewTopics newTopics, Delivery delivery, Start start, boolean bounded) {
        return new KafkaOptions(
                KAFKA.bootstrapServers(),
                new JobTopics(
                        name + ".readings",
                        name + ".predictions",
                        name + ".rejected",
                        Optional.of(name + ".scores"),
                        Optional.of(name + ".anomalies")),
                newTopics,
                name,
                delivery,
                start,
                bounded,
                Map.of());
    }

    private static void run(KafkaOptions options, int parallelism) throws Exception {
        environment(options, parallelism, new Configuration()).execute();
    }

    private static StreamExecutionEnvironment environment(
            KafkaOptions options, int parallelism, Configuration settings) {
        return environment(options, parallelism, settings, TimeLimits.DEFAULT);
    }

    private static StreamExecutionEnvironment environment(
            KafkaOptions options, int parallelism, Configuration settings, TimeLimits time) {
        StreamExecutionEnvironment env = flink.environment(settings);
        env.setParallelism(parallelism);
        JobOptions job = new JobOptions(
                options.group(),
                new BundleLimits(256, Duration.ofMillis(20)),
                time,
                CalibrationOptions.DEFAULT,
                Duration.ofMillis(500));
        ForecastJob.define(
                env, MODEL, job, KafkaEnds.connect(options, MODEL.shape()).ends());
        return env;
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128 << 20);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicReader.read(KAFKA.bootstrapServers(), topic);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
