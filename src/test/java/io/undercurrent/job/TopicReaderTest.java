package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tests read of a topic is all that was committed before, though the broker has not yet told the partitions. */
class TopicReaderTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final int COMMITS = 20;

    @Test
    @Timeout(120)
    void seesWhatWasCommittedAMomentAgo() {
        KAFKA.createTopic("commits", 2, Map.of());
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                KAFKA.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "commits");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int commit = 1; commit <= COMMITS; commit++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("commits", commit % 2, null, new byte[1]));
                producer.commitTransaction();
                assertEquals(
                        commit,
                        TopicReader.read(KAFKA.bootstrapServers(), "commits").size());
            }
        }
    }
}
