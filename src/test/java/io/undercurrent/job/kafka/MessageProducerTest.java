package io.undercurrent.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class MessageProducerTest {

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
}
