package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.stream.state.UnusableStateException;
import io.undercurrent.topic.TopicSelection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch on a real broker, with a clock that the test winds. */
@Timeout(60)
class ReadingsWatchTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static Admin admin;
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2025-03-18T12:00:00Z"));

    @BeforeAll
    static void start() {
        admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    private static ReadingsTopic topic(String name) throws Exception {
        return ReadingsTopic.of(
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
    }

    private ReadingsWatch watch(ReadingsTopic topic, String bootstrapServers) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("default.api.timeout.ms", "1500");
        settings.put("request.timeout.ms", "1000");
        return ReadingsWatch.of(new TopicFinder(ReadingsTopics.of(topic)), settings, clock::get);
    }

    @Test
    void tellsOfATransactionThatStaysOpen() throws Exception {
        KAFKA.createTopic("open", 2);
        try (ReadingsWatch watch = watch(topic("open"), KAFKA.bootstrapServers());
                KafkaProducer<byte[], byte[]> producer = producer()) {
            assertEquals(List.of(), watch.look());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("open", 1, null, new byte[] {1})).get();
            assertEquals(List.of(), watch.look());
            clock.set(clock.get().plusSeconds(30));
            List<String> news = watch.look();
            assertEquals(1, news.size(), news.toString());
            assertTrue(
                    news.get(0)
                            .startsWith(
                                    "Partition 1 of the topic open: 1 reading has been waiting since 2025-03-18T12:00:00Z"),
                    news.toString());
            producer.commitTransaction();
            while (news.equals(List.of()) || news.get(0).contains("waiting since")) {
                news = watch.look();
            }
            assertEquals(List.of("Partition 1 of the topic open goes on: the transaction at offset 0 has ended"), news);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        KAFKA.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "another"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Test
    void tellsOfATopicThatIsGoneAndEndsWithOneMadeAnew() throws Exception {
        KAFKA.createTopic("gone", 1);
        ReadingsTopic old = topic("gone");
        try (ReadingsWatch watch = watch(old, KAFKA.bootstrapServers())) {
            assertEquals(List.of(), watch.look());
            admin.deleteTopics(List.of("gone")).all().get();
            List<String> news = List.of();
            while (news.isEmpty()) {
                news = watch.look();
            }
            assertEquals(
                    List.of(
                            "The topic gone has been missing since 2025-03-18T12:00:00Z: no readings come until it is back. If it"
                                    + " is created anew, this job ends"),
                    news);
            assertEquals(List.of(), watch.look());
            KAFKA.createTopic("gone", 1);
            UnusableStateException anew = assertThrows(UnusableStateException.class, watch::look);
            assertEquals(
                    "the topic gone is not the one that this job has read: it was deleted and created again: its id was "
                            + old.id() + " and is " + topic("gone").id(),
                    anew.getMessage());
        }
    }

    /** The topic that the job found first counts, not the one that the watch finds. */
    @Test
    void knowsTopicsThatCameLaterAndEndsWithOneMadeAnew() throws Exception {
        TopicFinder finder = new TopicFinder(
                new ReadingsTopics(new TopicSelection(List.of(), List.of("later-.*"), Set.of("later-out")), List.of()));
        assertEquals(Map.of(), finder.find(admin));
        KAFKA.createTopic("later-out", 1);
        KAFKA.createTopic("later-1", 2);
        KAFKA.createTopic("later-2", 1);
        assertEquals(Set.of("later-1", "later-2"), finder.find(admin).keySet());
        String first = finder.id("later-1");
        assertEquals(topic("later-1").id(), first);

        admin.deleteTopics(List.of("later-1")).all().get();
        while (finder.find(admin).get("later-1").isPresent()) {
            Thread.onSpinWait();
        }
        assertEquals(Optional.empty(), finder.find(admin).get("later-1"));
        assertTrue(finder.find(admin).get("later-2").isPresent(), "the other one is still read");
        KAFKA.createTopic("later-1", 2);
        TopicFinder restarted = new TopicFinder(ReadingsTopics.of(topic("later-2")));
        restarted.remember(finder.ids());
        assertEquals(Map.of("later-2", finder.id("later-2")), restarted.ids(), "topics that are no longer read");
        TopicFinder resumed = new TopicFinder(
                new ReadingsTopics(new TopicSelection(List.of(), List.of("later-.*"), Set.of("later-out")), List.of()));
        resumed.remember(finder.ids());
        Map<String, String> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        try (ReadingsWatch watch = ReadingsWatch.of(resumed, settings, clock::get)) {
            UnusableStateException anew = assertThrows(UnusableStateException.class, watch::look);
            assertEquals(
                    "the topic later-1 is not the one that this job has read: it was deleted and created again: its id was "
                            + first + " and is " + topic("later-1").id(),
                    anew.getMessage());
        }
    }

    @Test
    void knowsOfABrokerThatIsSilent() throws Exception {
        try (ReadingsWatch watch = watch(new ReadingsTopic("readings", "id", 1), "127.0.0.1:1")) {
            assertEquals(List.of(), watch.look());
            assertTrue(watch.isKafkaSilent());
        }
    }
}
