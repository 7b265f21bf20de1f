package io.undercurrent.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.topic.JobTopics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Others may write to the topics that the page reads: what they write is counted, and keeps nothing else from being shown. */
class ForeignMessagesTest {

    private static final String NAME = "foreign-to-the-page-";
    private static final String PREDICTIONS = NAME + "out";

    private final EmbeddedKafka kafka = SharedKafka.get();

    private DashboardOptions options() {
        return new DashboardOptions(
                kafka.bootstrapServers(),
                Map.of(),
                FeedTopics.of(List.of(new JobTopics(
                        NAME + "in", PREDICTIONS, NAME + "refused", Optional.of(NAME + "marks"), Optional.empty()))),
                TopicMappings.CONTRACT,
                Optional.empty(),
                List.of(NAME + "job"),
                "127.0.0.1",
                0,
                Optional.empty(),
                List.of("sales"),
                60,
                1000,
                64 << 20,
                Optional.empty(),
                StaticTable.NONE);
    }

    private static Forecast forecast(String key) {
        return new Forecast(
                key,
                TestTopics.DAY,
                0,
                "gru48@1f3c9a",
                Forecast.Source.MODEL,
                new ForecastShape(List.of("sales"), List.of(0.5), 1),
                new double[] {1});
    }

    private static ProducerRecord<byte[], byte[]> row(String key, byte[] place) {
        ProducerRecord<byte[], byte[]>[] one = newRecords();
        new FlatForecastWriter(RowEncoders.PLAIN, false)
                .write(
                        forecast(key),
                        (rowKey, value, itsOwn) -> one[0] = new ProducerRecord<>(PREDICTIONS, 0, rowKey, value));
        one[0].headers().add(RowPlace.HEADER, place);
        return one[0];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ProducerRecord<byte[], byte[]>[] newRecords() {
        return new ProducerRecord[1];
    }

    @Test
    void rowsWithPlacesThatAreNoneKeepNothingBack() throws Exception {
        kafka.createTopic(PREDICTIONS, 1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(row("no-place", null));
            producer.send(row("no-number", "first".getBytes(UTF_8)));
            producer.send(row("one-of-many", "1/999999999".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>(PREDICTIONS, 0, null, new ForecastWriter().write(forecast("whole"))));
            producer.flush();
        }
        try (Dashboard dashboard = Dashboard.start(options());
                EventStream events = EventStream.open(dashboard.address(), EventStream.view("{}"))) {
            JsonNode list = events.await(
                            update -> update.path("list").path("total").asInt() > 0)
                    .get("list");
            assertEquals("whole", list.get("lines").get(0).get("key").asText());
            JsonNode topic = events.awaitKnown(update -> update.path("status")
                                    .path("topics")
                                    .path(0)
                                    .path("unreadable")
                                    .asInt()
                            > 0)
                    .get("status")
                    .get("topics")
                    .get(0);
            assertEquals(2, topic.get("unreadable").asInt());
            assertTrue(topic.get("problem").asText().contains("first"), topic.toString());
        }
    }
}
