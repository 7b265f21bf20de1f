package io.undercurrent.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.NewTopics.Cleanup;
import io.undercurrent.job.kafka.record.ForecastSerializer;
import io.undercurrent.job.source.Start;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What connecting to a real broker creates, says and refuses. */
class KafkaEndsTest {

    private static final ForecastShape SHAPE =
            new ForecastShape(List.of("temperature", "sales"), List.of(0.1, 0.5, 0.9), 5);

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    @Timeout(300)
    void refusesATopicThatWouldNotTakeWhatTheJobWrites() {
        KafkaOptions options = options("tight");
        kafka.createTopic(options.topics().rejected(), 1, Map.of("max.message.bytes", "1000"));
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> KafkaEnds.connect(options, SHAPE));
        assertTrue(
                refused.getMessage().startsWith("topic tight.rejected: expected max.message.bytes of at least 1114124"),
                refused.getMessage());
    }

    @Test
    @Timeout(300)
    void createsWhatIsMissingOnce() throws Exception {
        KafkaOptions options = options("new");
        JobTopics names = options.topics();
        List<String> created = List.of(
                "Created the topic " + names.readings(),
                "Created the topic " + names.predictions(),
                "Created the topic " + names.scores().orElseThrow(),
                "Created the topic " + names.anomalies().orElseThrow(),
                "Created the topic " + names.rejected());
        assertEquals(created, said(options));
        assertEquals(List.of(), said(options));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            assertEquals("compact", setting(admin, names.predictions(), "cleanup.policy"));
            assertEquals("-1", setting(admin, names.readings().toString(), "retention.ms"));
        }
    }

    @Test
    @Timeout(300)
    void keepsResultsAsAskedAndNamesTopicsThatDoNot() throws Exception {
        KafkaOptions asked = options(
                "kept",
                new NewTopics(
                        true,
                        OptionalInt.of(1),
                        Cleanup.COMPACT_AND_DELETE,
                        OptionalLong.of(Duration.ofDays(400).toMillis())));
        KafkaEnds.connect(asked, SHAPE);
        JobTopics names = asked.topics();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            assertEquals("compact,delete", setting(admin, names.predictions(), "cleanup.policy"));
            for (String topic : names.results()) {
                assertEquals("34560000000", setting(admin, topic, "retention.ms"), topic);
            }
            assertEquals("-1", setting(admin, names.readings().toString(), "retention.ms"));
        }
        assertEquals(List.of(), said(asked));
        NewTopics forEver = new NewTopics(true, OptionalInt.of(1), Cleanup.DELETE, OptionalLong.of(NewTopics.FOR_EVER));
        List<String> said = said(options("kept", forEver));
        assertEquals(5, said.size(), said.toString());
        assertTrue(
                said.contains("The topic kept.predictions existed already and stays as it is: cleanup.policy is"
                        + " compact,delete, not delete"),
                said.toString());
        assertTrue(
                said.contains(
                        "The topic kept.scores existed already and stays as it is: retention.ms is 34560000000, not -1"),
                said.toString());
    }

    /** Forecasts have their series alone as the key. */
    @Test
    @Timeout(300)
    void refusesATopicThatHoldsForecastsOfOtherTargets() throws Exception {
        KafkaOptions options = options("targets");
        KafkaEnds.connect(options, SHAPE);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            ForecastShape humidity = new ForecastShape(List.of("humidity"), List.of(0.5), 1);
            for (ForecastShape shape : List.of(SHAPE, humidity)) {
                KafkaEnds.connect(options, SHAPE);
                byte[] forecast = new ForecastWriter()
                        .write(new Forecast(
                                "a", 20_000, 0, "m", Forecast.Source.MODEL, shape, new double[shape.size()]));
                producer.send(new ProducerRecord<>(options.topics().predictions(), "a".getBytes(UTF_8), forecast))
                        .get();
            }
            KafkaRefusalException refused =
                    assertThrows(KafkaRefusalException.class, () -> KafkaEnds.connect(options, SHAPE));
            assertTrue(
                    refused.getMessage()
                            .startsWith("topic targets.predictions: expected forecasts of temperature, sales alone, but"
                                    + " that of a from 2024-10-04 is of humidity"),
                    refused.getMessage());
        }
    }

    /** Each message is one day of a forecast, and has a schema. */
    @Test
    @Timeout(300)
    void refusesATopicThatHoldsRowsOfForecastsOfOtherTargets() throws Exception {
        KafkaOptions options = options("rows");
        KafkaEnds.connect(options, SHAPE);
        ForecastShape humidity = new ForecastShape(List.of("humidity"), List.of(0.1, 0.5), 3);
        Forecast forecast =
                new Forecast("a", 20_000, 0, "m", Forecast.Source.MODEL, humidity, new double[humidity.size()]);
        List<ProducerRecord<byte[], byte[]>> rows = new ArrayList<>();
        new FlatForecastWriter(RowEncoders.CONNECT, false).write(forecast, (key, value, place) -> {
            ProducerRecord<byte[], byte[]> row =
                    new ProducerRecord<>(options.topics().predictions(), key, value);
            row.headers().add(RowPlace.HEADER, place.write());
            rows.add(row);
        });
        assertEquals(3, rows.size());
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(rows.get(1)).get();
        }
        KafkaRefusalException refused =
                assertThrows(KafkaRefusalException.class, () -> KafkaEnds.connect(options, SHAPE));
        assertTrue(
                refused.getMessage()
                        .startsWith("topic rows.predictions: expected forecasts of temperature, sales alone, but"
                                + " that of a from 2024-10-04 is of humidity"),
                refused.getMessage());
    }

    /** With the same targets, so that nothing in the forecasts tells them apart. */
    @Test
    @Timeout(300)
    void aJobOfAnotherGroupThatWritesToTheTopicIsNoticedOnce() throws Exception {
        KafkaOptions options = options("shared");
        KafkaEnds ends = KafkaEnds.connect(options, SHAPE);
        try (KafkaProducer<byte[], byte[]> producer = producer();
                ForecastsWatch watch = ends.forecastsWatch()) {
            assertEquals(Optional.empty(), watch.look());
            long past = System.currentTimeMillis() - 60_000;
            send(producer, options, "before", past);
            send(producer, options, options.group(), System.currentTimeMillis());
            assertEquals(Optional.empty(), watch.look(), "its own, and those of a job that ended before it began");
            assertFalse(watch.isForeign());
            producer.send(new ProducerRecord<>(
                            options.topics().predictions(),
                            null,
                            System.currentTimeMillis() + 1,
                            new byte[0],
                            new byte[0],
                            List.of(new RecordHeader(ForecastSerializer.GROUP, (byte[]) null))))
                    .get();
            assertEquals(Optional.empty(), watch.look(), "a header without a value names no group");
            send(producer, options, "other", System.currentTimeMillis() + 1);
            String said = watch.look().orElseThrow();
            assertTrue(
                    said.startsWith("Another job writes forecasts to the topic shared.predictions: that of the group"
                            + " other did at "),
                    said);
            assertTrue(watch.isForeign());
            assertEquals(Optional.empty(), watch.look());
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, KafkaOptions options, String group, long time)
            throws Exception {
        ForecastSerializer serializer = new ForecastSerializer(options.topics().predictions(), group, false);
        serializer.open(null, null);
        Forecast forecast = new Forecast("a", 20_000, 0, "m", Forecast.Source.MODEL, SHAPE, new double[SHAPE.size()]);
        ProducerRecord<byte[], byte[]> message = serializer.serialize(forecast, null, null);
        producer.send(new ProducerRecord<>(
                        message.topic(), null, time, message.key(), message.value(), message.headers()))
                .get();
    }

    /** What connecting says. */
    private static List<String> said(KafkaOptions options) {
        List<String> lines = new ArrayList<>();
        KafkaEnds.connect(options, SHAPE, "test", lines::add);
        return lines;
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    private static KafkaOptions options(String name) {
        return options(name, NewTopics.all(2));
    }

    private static KafkaOptions options(String name, NewTopics newTopics) {
        return new KafkaOptions(
                kafka.bootstrapServers(),
                new JobTopics(
                        name + ".readings",
                        name + ".predictions",
                        name + ".rejected",
                        Optional.of(name + ".scores"),
                        Optional.of(name + ".anomalies")),
                newTopics,
                name,
                Delivery.EXACTLY_ONCE,
                Start.EARLIEST,
                true,
                Map.of());
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
