package io.undercurrent.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.topic.JobTopics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Anomalies on their way from the topic to the page and to programs. */
class AnomaliesFromKafkaTest {

    private static final String NAME = "unexpected-on-the-page-";
    private static final String TOPIC = NAME + "anomalies";
    private static final int DAY = TestTopics.DAY;

    private final EmbeddedKafka kafka = SharedKafka.get();

    private DashboardOptions options() {
        return new DashboardOptions(
                kafka.bootstrapServers(),
                Map.of(),
                FeedTopics.of(List.of(new JobTopics(
                        NAME + "in", NAME + "out", NAME + "refused", Optional.of(NAME + "marks"), Optional.of(TOPIC)))),
                TopicMappings.CONTRACT,
                Optional.empty(),
                List.of(NAME + "job"),
                "127.0.0.1",
                0,
                Optional.empty(),
                List.of(TestTopics.TARGET),
                60,
                1000,
                64 << 20,
                Optional.empty(),
                StaticTable.NONE);
    }

    private static JsonNode listed(Dashboard dashboard) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(dashboard.address().resolve("/api/anomalies"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    private static boolean counts(JsonNode update, int anomalies) {
        return update.path("status").path("anomalies").asInt() == anomalies;
    }

    @Test
    void theyComeWithAndWithoutASchemaAndGoWhenTheyAreWithdrawn() throws Exception {
        AnomalyWriter plain = new AnomalyWriter(RowEncoders.PLAIN);
        AnomalyWriter rows = new AnomalyWriter(RowEncoders.CONNECT);
        try (Dashboard dashboard = Dashboard.start(options());
                EventStream events = EventStream.open(dashboard.address(), EventStream.view("{\"anomalies\":true}"));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            // All topics are missing, but that of anomalies need not be there.
            JsonNode topics = events.await(
                            update -> update.path("status").path("topics").size() == 4)
                    .get("status")
                    .get("topics");
            assertFalse(topics.toString().contains(TOPIC), topics.toString());

            kafka.createTopic(TOPIC, 1);
            producer.send(new ProducerRecord<>(TOPIC, null, plain.write(TestTopics.anomaly("a", DAY, 0, false))));
            rows.write(TestTopics.anomaly("b", DAY - 1, 0, false), (key, row, place) -> {
                ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(TOPIC, key, row);
                message.headers().add(RowPlace.HEADER, place.write());
                producer.send(message);
            });
            JsonNode told =
                    events.await(update -> update.path("anomalies").size() == 2).get("anomalies");
            assertEquals("a", told.get(0).get("key").asText());
            assertEquals(DAY, told.get(0).get("day").asInt());
            assertEquals(24.5, told.get(1).get("surprise").asDouble());
            JsonNode listed = listed(dashboard);
            assertEquals(2, listed.get("total").asInt());
            JsonNode second = listed.get("anomalies").get(1);
            assertEquals("2025-03-17", second.get("date").asText());
            assertEquals(
                    TestTopics.value("b", DAY - 1) + 5, second.get("expected").asDouble());

            producer.send(new ProducerRecord<>(TOPIC, null, plain.write(TestTopics.anomaly("a", DAY, 1, true))));
            producer.send(new ProducerRecord<>(TOPIC, null, "no anomaly".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>(TOPIC, "b".getBytes(UTF_8), null));
            JsonNode left =
                    events.await(update -> update.path("anomalies").size() == 1).get("anomalies");
            assertEquals("b", left.get(0).get("key").asText());
            assertEquals(1, listed(dashboard).get("total").asInt());
            JsonNode status = events.await(update -> counts(update, 1)
                            && update.get("status").get("topics").toString().contains("expected JSON"))
                    .get("status");
            assertTrue(status.get("topics").toString().contains(TOPIC), status.toString());
        }
    }
}
