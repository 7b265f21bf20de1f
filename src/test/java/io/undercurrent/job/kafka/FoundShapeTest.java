package io.undercurrent.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.source.Start;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shape of the forecasts of topics of a real broker. */
@Timeout(60)
class FoundShapeTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);

    private static KafkaOptions options(String topic, boolean bounded) {
        return new KafkaOptions(
                KAFKA.bootstrapServers(),
                new JobTopics(topic, topic + ".sums", topic + ".rejected", Optional.empty(), Optional.empty()),
                NewTopics.all(1),
                topic,
                Delivery.AT_LEAST_ONCE,
                Start.EARLIEST,
                bounded,
                Map.of("default.api.timeout.ms", "4000", "request.timeout.ms", "3000"));
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, int partition) {
        double[] values = new double[SHAPE.size()];
        byte[] forecast =
                new ForecastWriter().write(new Forecast("a", 20_000, 0, "m", Forecast.Source.MODEL, SHAPE, values));
        return new ProducerRecord<>(topic, partition, "a".getBytes(UTF_8), forecast);
    }

    private static KafkaProducer<byte[], byte[]> producer(String transactions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** As a job leaves them behind that was killed in the midst of a checkpoint. */
    @Test
    void findsForecastsBeforeThoseOfATransactionThatWasAborted() {
        KAFKA.createTopic("shape.aborted", 2);
        try (KafkaProducer<byte[], byte[]> producer = producer("shape.aborted")) {
            producer.beginTransaction();
            producer.send(message("shape.aborted", 0));
            producer.commitTransaction();
            producer.beginTransaction();
            for (int i = 0; i < 200; i++) {
                producer.send(message("shape.aborted", i % 2));
            }
            producer.flush();
            producer.abortTransaction();
        }
        assertEquals(SHAPE, FoundShape.of(options("shape.aborted", true), "shape.aborted", heard -> {}));
    }

    /** Nothing will come there, and nobody would be told. */
    @Test
    void endsWithATopicThatIsDeleted() {
        String topic = "shape.deleted";
        KAFKA.createTopic(topic, 2);
        IllegalStateException gone = assertThrows(
                IllegalStateException.class,
                () -> FoundShape.of(options(topic, false), topic, said -> {
                    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
                        admin.deleteTopics(List.of(topic));
                    }
                }));
        assertEquals(
                "topic shape.deleted: it was deleted while the job waited for its first forecast", gone.getMessage());
    }

    /** Offsets go on where retention has taken all that was there. */
    @Test
    void waitsForTheFirstForecastOfATopicThatWasEmptied() throws Exception {
        String topic = "shape.emptied";
        KAFKA.createTopic(topic, 2);
        try (KafkaProducer<byte[], byte[]> producer = producer(topic);
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            producer.beginTransaction();
            producer.send(message(topic, 0));
            producer.send(message(topic, 1));
            producer.commitTransaction();
            RecordsToDelete all = RecordsToDelete.beforeOffset(-1);
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), all, new TopicPartition(topic, 1), all))
                    .all()
                    .get();
            IllegalArgumentException none = assertThrows(
                    IllegalArgumentException.class, () -> FoundShape.of(options(topic, true), topic, heard -> {}));
            assertTrue(none.getMessage().startsWith("--bounded: expected whole forecasts on the topic " + topic));
            List<String> said = new ArrayList<>();
            ForecastShape found = FoundShape.of(options(topic, false), topic, line -> {
                said.add(line);
                producer.beginTransaction();
                producer.send(message(topic, 1));
                producer.commitTransaction();
            });
            assertEquals(SHAPE, found);
            assertEquals(1, said.size(), said.toString());
        }
    }
}
