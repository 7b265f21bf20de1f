package io.undercurrent.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MessageProducerTest {

    private static final Map<String, String> NO_PATIENCE = Map.of(
            "max.block.ms",
            "300",
            "request.timeout.ms",
            "1000",
            "default.api.timeout.ms",
            "1000",
            "buffer.memory",
            "32768",
            "batch.size",
            "8192");

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @Test
    void aRefusedMessageMakesEveryLaterCallFail() {
        KAFKA.createTopic("narrow", 1, Map.of("max.message.bytes", "200"));
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), "narrow", Map.of())) {
            producer.send("key", new byte[10]);
            producer.flush();
            producer.send("key", new byte[1_000]);
            IllegalStateException atFlush = assertThrows(IllegalStateException.class, producer::flush);
            assertEquals("topic narrow: a message could not be written", atFlush.getMessage());
            assertTrue(
                    atFlush.getCause() instanceof RecordTooLargeException,
                    atFlush.getCause().toString());
            assertThrows(IllegalStateException.class, () -> producer.send("key", new byte[10]));
        }
    }

    @Test
    void anOutageLosesNothingHoweverLong(@TempDir Path data) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(0, data);
        String address = kafka.bootstrapServers();
        kafka.createTopic("steady", 1, Map.of());
        int count = 1_000;
        try (MessageProducer producer = new MessageProducer(address, "steady", NO_PATIENCE)) {
            producer.send("key", new byte[10]);
            producer.flush();
            kafka.close();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 1; i < count; i++) {
                    producer.send("key", new byte[100]);
                }
            });
            // More than the producer's own memory holds, so it has to wait, and for longer than its time for that.
            assertThrows(TimeoutException.class, () -> sending.get(2, TimeUnit.SECONDS));
            kafka = EmbeddedKafka.start(Integer.parseInt(address.substring(address.indexOf(':') + 1)), data);
            sending.get(60, TimeUnit.SECONDS);
            producer.flush();
            TopicPartition partition = new TopicPartition("steady", 0);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                assertEquals(count, end);
            }
        } finally {
            kafka.close();
        }
    }

    @Test
    void aTopicDeletedMeanwhileIsAnError() throws Exception {
        KAFKA.createTopic("deleted-midway", 1, Map.of());
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), "deleted-midway", NO_PATIENCE)) {
            producer.send("key", new byte[10]);
            producer.flush();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
                admin.deleteTopics(List.of("deleted-midway")).all().get();
            }
            producer.send("key", new byte[10]);
            IllegalStateException atFlush = assertThrows(IllegalStateException.class, producer::flush);
            assertEquals(
                    "topic deleted-midway: it was deleted while messages were written to it", atFlush.getMessage());
            IllegalStateException atSend = assertThrows(IllegalStateException.class, () -> {
                for (int i = 0; i < 1_000; i++) {
                    producer.send("key", new byte[100]);
                }
            });
            assertEquals("topic deleted-midway: it was deleted while messages were written to it", atSend.getMessage());
        }
    }
}
