package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ends of the past of topics of a real broker. */
@Timeout(60)
class PastEndsTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final String DELETED = "past.deleted";

    private static Admin admin;

    @BeforeAll
    static void start() {
        admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    private static TopicFinder filled(String topic, int messages) throws Exception {
        KAFKA.createTopic(topic, 2);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers(), ProducerConfig.BATCH_SIZE_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, null, new byte[100]));
            }
        }
        return new TopicFinder(ReadingsTopics.of(ReadingsTopic.of(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))));
    }

    @Test
    void areTheLastMessages() throws Exception {
        TopicFinder topic = filled("past.whole", 9);
        Map<String, String> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        assertEquals(
                Map.of(
                        new TopicPartition("past.whole", 0), new PastEnds.Stretch(0, 4),
                        new TopicPartition("past.whole", 1), new PastEnds.Stretch(0, 3)),
                PastEnds.measure(topic, Start.EARLIEST, settings));
    }

    /** The job asks again, and then there is nothing to read. */
    @Test
    void endWithATopicThatIsDeleted() throws Exception {
        TopicFinder topic = filled(DELETED, 8);
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", KAFKA.bootstrapServers());
        // A message at a time, so that most are still to be asked for when the first one comes.
        settings.put("fetch.max.bytes", "1");
        settings.put("max.partition.fetch.bytes", "1");
        settings.put("interceptor.classes", Deleting.class.getName());
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> PastEnds.measure(topic, Start.EARLIEST, settings));
        assertTrue(
                failure.getMessage().startsWith("topic " + DELETED + ": it was deleted while it was read"),
                failure.getMessage());
        assertEquals(Map.of(), PastEnds.measure(topic, Start.EARLIEST, settings));
    }

    /** Deletes the topic with its first message. */
    public static final class Deleting implements ConsumerInterceptor<byte[], byte[]> {

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            try {
                if (admin.listTopics().names().get().contains(DELETED)) {
                    admin.deleteTopics(List.of(DELETED)).all().get();
                    while (admin.listTopics().names().get().contains(DELETED)) {
                        Thread.onSpinWait();
                    }
                }
            } catch (InterruptedException | ExecutionException failure) {
                throw new AssertionError(failure);
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
