package io.undercurrent.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scans of topics of a real broker that are deleted while they are read. */
@Timeout(90)
class TopicScanTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final int MESSAGES = 200;

    /** A message at a time, so that most are still to be asked for when the first one comes. */
    private static final Map<String, String> SLOWLY = Map.of("max.partition.fetch.bytes", "1", "max.poll.records", "1");

    private static Admin admin;

    @BeforeAll
    static void start() {
        admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    private static void fill(String topic) {
        KAFKA.createTopic(topic, 2);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers(), ProducerConfig.BATCH_SIZE_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, null, new byte[100]));
            }
        }
    }

    private static void delete(String topic) {
        try {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Scans a topic; something happens to it when the first message has come. */
    private static String failure(String topic, Runnable happens) {
        fill(topic);
        AtomicInteger read = new AtomicInteger();
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> TopicScan.read(KAFKA.bootstrapServers(), SLOWLY, topic, Long.MAX_VALUE, message -> {
                    if (read.getAndIncrement() == 0) {
                        happens.run();
                    }
                }));
        assertTrue(read.get() < MESSAGES, read.toString());
        return failure.getMessage();
    }

    @Test
    void readsAllThereIs() {
        fill("scan.whole");
        AtomicInteger read = new AtomicInteger();
        long count = TopicScan.read(
                KAFKA.bootstrapServers(), SLOWLY, "scan.whole", Long.MAX_VALUE, message -> read.incrementAndGet());
        assertEquals(MESSAGES, count);
        assertEquals(MESSAGES, read.get());
        assertEquals(6, TopicScan.read(KAFKA.bootstrapServers(), Map.of(), "scan.whole", 3, message -> {}));
    }

    /** The rest is there still, and nobody would know that it was passed over. */
    @Test
    void goesOnWithWhatRetentionLeaves() {
        fill("scan.emptied");
        List<TopicPartition> partitions =
                List.of(new TopicPartition("scan.emptied", 0), new TopicPartition("scan.emptied", 1));
        List<Long> offsets = new ArrayList<>();
        TopicScan.read(KAFKA.bootstrapServers(), SLOWLY, "scan.emptied", Long.MAX_VALUE, message -> {
            if (offsets.isEmpty()) {
                partitions.forEach(partition -> empty(partition, 60));
            }
            offsets.add(message.offset());
        });
        for (long offset = 60; offset < MESSAGES / 2; offset++) {
            assertEquals(2, Collections.frequency(offsets, offset), "messages at offset " + offset);
        }
        assertTrue(offsets.size() < MESSAGES, offsets.toString());
    }

    private static void empty(TopicPartition partition, long before) {
        try {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void endsWithATopicThatIsDeleted() {
        String failure = failure("scan.deleted", () -> delete("scan.deleted"));
        assertTrue(
                failure.matches(
                        "topic scan\\.deleted: it was deleted while it was read, before the end of partition [01] at"
                                + " offset 100"),
                failure);
    }

    @Test
    void endsWithATopicThatIsMadeAnew() {
        String failure = failure("scan.anew", () -> {
            delete("scan.anew");
            KAFKA.createTopic("scan.anew", 2);
        });
        assertTrue(
                failure.matches(
                        "topic scan\\.anew: it was created again, or lost messages, while it was read: partition [01]"
                                + " ended at offset 100 and ends at 0"),
                failure);
    }
}
