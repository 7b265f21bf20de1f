package io.undercurrent.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

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
    void keepsWhatItIsGivenInOrder() {
        kafka.createTopic("plain", 1);
        List<String> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            for (int i = 0; i < 1_000; i++) {
                sent.add("value-" + i);
                producer.send(new ProducerRecord<>("plain", "key", "value-" + i));
            }
        }
        assertEquals(sent, readAll("plain", "read_uncommitted"));
    }

    @Test
    void showsReadersOfCommittedRecordsNoAbortedTransaction() {
        kafka.createTopic("transactions", 1);
        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "kept"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "thrown away"));
            producer.flush();
            producer.abortTransaction();
        }
        assertEquals(List.of("kept"), readAll("transactions", "read_committed"));
        assertEquals(List.of("kept", "thrown away"), readAll("transactions", "read_uncommitted"));
    }

    @Test
    void refusesATopicThatExists() {
        kafka.createTopic("once", 2);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> kafka.createTopic("once", 2));
        assertTrue(refused.getMessage().contains("once"), refused.getMessage());
    }

    @Test
    void twoBrokersStandSideBySideAndOneLeavesTheOtherAlone() {
        try (EmbeddedKafka second = EmbeddedKafka.start()) {
            assertTrue(second.bootstrapServers().startsWith("127.0.0.1:"));
            second.createTopic("beside", 1);
        }
        kafka.createTopic("beside", 1);
        assertEquals(List.of(), readAll("beside", "read_committed"));
    }

    @Test
    void goesOnFromTheDataOfTheOneBefore(@TempDir Path data) throws Exception {
        String address;
        try (EmbeddedKafka first = EmbeddedKafka.start(0, data)) {
            first.createTopic("kept", 1);
            address = first.bootstrapServers();
        }
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (EmbeddedKafka second = EmbeddedKafka.start(port, data)) {
            assertEquals(address, second.bootstrapServers());
            assertThrows(IllegalStateException.class, () -> second.createTopic("kept", 1));
        }
        assertTrue(Files.isDirectory(data));
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /** Reads partition 0 up to the end that it has now. */
    private static List<String> readAll(String topic, String isolation) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                isolation,
                "auto.offset.reset",
                "earliest");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
