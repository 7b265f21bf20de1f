package io.undercurrent.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.job.source.TopicFinder;
import io.undercurrent.topic.TopicSelection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class KafkaAdminTest {

    private static final TopicSelection TOPIC = TopicSelection.of("timeouts");

    private static String bootstrapServers;

    @BeforeAll
    static void start() {
        bootstrapServers = SharedKafka.get().bootstrapServers();
        SharedKafka.get().createTopic(TOPIC.toString(), 1);
    }

    /** Azure's Event Hubs wants 60 s for a request. Kafka refuses a client whose calls take less time than one of its requests. */
    @ParameterizedTest
    @CsvSource({
        "request.timeout.ms, 60000",
        "request.timeout.ms, ' 100000 '",
        "default.api.timeout.ms, 5000",
        "default.api.timeout.ms, 90000",
    })
    void takesAnyTimeoutOfItsUser(String name, String millis) throws Exception {
        ReadingsTopics found;
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, Map.of(name, millis))) {
            found = admin.readings(TOPIC);
        }
        Map<String, String> consumer = new HashMap<>(Map.of(name, millis));
        consumer.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (ReadingsWatch watch = ReadingsWatch.of(new TopicFinder(found), consumer)) {
            assertEquals(List.of(), watch.look());
        }
    }
}
