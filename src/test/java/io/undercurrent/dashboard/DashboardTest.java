package io.undercurrent.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.series.kind.StaticTable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a real broker to what a page is told. */
class DashboardTest {

    private static final int DAY = TestTopics.DAY;
    private static final String SCRIPT = "</script><script>alert('a')</script>";

    private EmbeddedKafka kafka;
    private TestTopics topics;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start();
        topics = new TestTopics(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        topics.close();
        kafka.close();
    }

    private static EventStream open(Dashboard dashboard, String fields) throws Exception {
        return EventStream.open(dashboard.address(), EventStream.view(fields));
    }

    private static JsonNode get(Dashboard dashboard, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(dashboard.address().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void waitsForTopicsAndShowsWhatComesToThem() throws Exception {
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{\"key\":\"<b>\",\"origin\":" + DAY + "}")) {
            events.await(update -> update.path("status").path("topics").size() == 4
                    && update.get("status")
                            .get("topics")
                            .get(0)
                            .get("progress")
                            .asText()
                            .equals("MISSING"));
            TestTopics.create(kafka);
            for (int day = DAY - 20; day <= DAY + 3; day++) {
                topics.dayInRows("<b>", day);
                topics.day(SCRIPT, day);
            }
            // A day that the model was trained on counts nowhere.
            topics.send(TestTopics.SCORES, SCRIPT, topics.inSample(SCRIPT, DAY - 100));
            topics.flush();

            JsonNode series = events.await(update -> update.path("series")
                                            .path("values")
                                            .size()
                                    == 24
                            && update.get("series")
                                            .path("forecast")
                                            .path("origin")
                                            .asInt()
                                    == DAY + 3
                            && update.get("series").path("scores").path("pairs").asInt() == 24 * 7)
                    .get("series");
            assertEquals(
                    TestTopics.value("<b>", DAY + 3),
                    series.get("values").get(23).asDouble());
            assertEquals("gru48@1f3c9a", series.get("forecast").get("model").asText());
            assertEquals(5, series.get("forecast").get("quantiles").size());
            assertEquals(7, series.get("forecast").get("values").get(4).size());
            assertEquals(DAY, series.get("earlier").get("origin").asInt());
            assertEquals(24, series.get("origins").size());
            assertEquals(0.5, series.get("scores").get("model").asDouble());
            assertEquals(1, series.get("scores").get("baseline").asDouble());
            JsonNode forecast = get(dashboard, "/api/series/%3Cb%3E/forecast?origin=2025-03-19")
                    .get("forecasts")
                    .get(0);
            assertEquals(
                    topics.forecast("<b>", DAY + 1).value(0, 2, 6),
                    forecast.get("values").get(6).get("quantiles").get("0.5").asDouble());
            // Its message does not say when it was written.
            assertTrue(forecast.get("issued").isNull(), forecast.toString());
        }
        // All of it is still there for a page that opens later, and for another server.
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{}")) {
            JsonNode list = events.await(
                            update -> update.path("list").path("total").asInt() == 2)
                    .get("list");
            assertTrue(list.toString().contains("alert"), list.toString());
            JsonNode leads = events.awaitKnown(update -> update.path("accuracy")
                                    .path("leads")
                                    .path(0)
                                    .path("pairs")
                                    .asInt()
                            == 48)
                    .get("accuracy")
                    .get("leads");
            assertEquals(0, leads.get(0).get("coverage").get(0).get("inside").asDouble());
            assertEquals(1, leads.get(1).get("coverage").get(0).get("inside").asDouble());
        }
    }

    @Test
    void tellsWhyMessagesWereRejectedAndWhatItCouldNotRead() throws Exception {
        TestTopics.create(kafka);
        byte[] binary = {0, 0, 0, 0, 17, 2, 'a', (byte) 0xFF};
        topics.reject("b", binary, "not-finite", "sales: NaN", Map.of("decoded", "{\"key\":\"a\"}"));
        topics.reject("b", binary, "not-decodable", "no Avro", Map.of());
        topics.reject(SCRIPT, "\u0000{\"key\":", "not-json", "message: expected JSON, but got " + SCRIPT);
        topics.send(TestTopics.PREDICTIONS, "x", "no forecast".getBytes(UTF_8));
        topics.day("x", DAY);
        topics.flush();
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{\"rejected\":true}")) {
            Map<String, JsonNode> rejected = new HashMap<>();
            events.await(update -> update.path("rejected").size() == 3)
                    .get("rejected")
                    .forEach(each -> rejected.put(each.get("reason").asText(), each));
            assertEquals(
                    "base64 AAAAABECYf8=",
                    rejected.get("not-decodable").get("value").asText());
            assertEquals(
                    "{\"key\":\"a\"}\nbase64 AAAAABECYf8=",
                    rejected.get("not-finite").get("value").asText());
            JsonNode message = rejected.get("not-json");
            assertEquals("in, partition 1, offset 17", message.get("source").asText());
            assertEquals(SCRIPT, message.get("key").asText());
            assertEquals("\u0000{\"key\":", message.get("value").asText());
            JsonNode predictions = events.await(update -> update.path("status")
                                    .path("topics")
                                    .path(0)
                                    .path("unreadable")
                                    .asInt()
                            == 1)
                    .get("status")
                    .get("topics")
                    .get(0);
            assertTrue(predictions.get("problem").asText().contains("expected JSON"), predictions.toString());
        }
    }

    @Test
    void showsNoForecastOfATransactionThatIsNotCommitted() throws Exception {
        TestTopics.create(kafka);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "job"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{}")) {
            producer.initTransactions();
            for (String key : List.of("aborted", "committed")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(
                        TestTopics.PREDICTIONS,
                        0,
                        key.getBytes(UTF_8),
                        new io.undercurrent.format.result.ForecastWriter().write(topics.forecast(key, DAY))));
                producer.flush();
                if (key.equals("aborted")) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            JsonNode list = events.await(
                            update -> update.path("list").path("total").asInt() > 0)
                    .get("list");
            assertEquals(1, list.get("total").asInt());
            assertEquals("committed", list.get("lines").get(0).get("key").asText());
        }
    }

    @Test
    void tellsHowFastReadingsComeAndHowFarTheJobIs() throws Exception {
        TestTopics.create(kafka);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{}")) {
            admin.alterConsumerGroupOffsets(
                            "the-job", Map.of(new TopicPartition(TestTopics.READINGS, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
            events.await(update ->
                    update.path("status").path("jobs").path(0).path("behind").asInt(-1) == 0);
            for (int day = 0; day < 300; day++) {
                topics.day("x", DAY + day);
            }
            topics.flush();
            events.await(update ->
                    update.path("status").path("jobs").path(0).path("behind").asInt(-1) == 300);
            JsonNode status = events.await(
                            update -> update.path("status").path("delay").isNumber())
                    .get("status");
            double seen = 0;
            for (JsonNode rate : status.get("readings")) {
                seen += rate.asDouble();
            }
            assertTrue(seen > 0, status.toString());
        }
    }

    /** What stopped the reading of readings for good: a target with a name that no field of a reading can have. */
    @Test
    void aTargetOfAForeignNameDisturbsNothing() throws Exception {
        TestTopics.create(kafka);
        topics.forecastOf("units sold (\u00b0C)", "x", DAY, 7);
        topics.forecastOf("date", "x", DAY, 8);
        topics.day("x", DAY);
        topics.flush();
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{\"key\":\"x\",\"target\":\"" + TestTopics.TARGET + "\"}")) {
            JsonNode series = events.await(
                            update -> update.path("series").path("values").size() == 1)
                    .get("series");
            assertEquals(TestTopics.value("x", DAY), series.get("values").get(0).asDouble());
            JsonNode status = events.awaitKnown(
                            update -> update.path("status").path("targets").size() == 3
                                    && update.get("status").get("topics").size() == 6)
                    .get("status");
            assertEquals("", status.get("topics").get(1).get("problem").asText());
        }
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{\"key\":\"x\",\"target\":\"date\"}")) {
            JsonNode series = events.await(update -> update.path("series").has("forecast"))
                    .get("series");
            assertEquals(8, series.get("forecast").get("values").get(0).get(0).asDouble());
        }
    }

    @Test
    void findsFlagsAndWhatIsAnnouncedOfThem() throws Exception {
        TestTopics.create(kafka);
        topics.day("x", DAY);
        topics.announce("x", DAY + 2);
        for (String message : List.of(
                "{\"key\":\"x\",\"date\":\"2025-03-18\",\"sales\":5,\"holiday\":1,\"weight\":1,\"shop\":17}",
                "{\"key\":\"x\",\"date\":\"2025-03-17\",\"sales\":6,\"holiday\":0,\"weight\":2.5,\"note\":\"none\"}",
                "{\"key\":\"x\",\"date\":\"2025-03-16\",\"sales\":7,\"holiday\":\"no\"}")) {
            topics.send(TestTopics.READINGS, "x", message.getBytes(UTF_8));
        }
        topics.flush();
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{\"key\":\"x\"}")) {
            JsonNode series = events.await(
                            update -> update.path("series").path("values").size() == 3
                                    && update.get("series").get("flags").size() == 2)
                    .get("series");
            assertEquals(
                    "[{\"position\":0,\"name\":\"promotion\",\"days\":[" + DAY + "," + (DAY + 2) + "]},"
                            + "{\"position\":1,\"name\":\"holiday\",\"days\":[" + DAY + "]}]",
                    series.get("flags").toString());
        }
    }

    /** Readings of long ago take as long as they lay there; that is no delay of the job. */
    @Test
    void tellsTheDelayOfReadingsOfNowAlone() throws Exception {
        TestTopics.create(kafka);
        long hour = 3_600_000;
        topics.day("x", DAY);
        topics.flush();
        try (Dashboard dashboard = Dashboard.start(TestTopics.options(kafka, 0));
                EventStream events = open(dashboard, "{}")) {
            events.await(update -> update.path("status").path("series").asInt() == 1
                    && update.get("status")
                            .path("topics")
                            .path(0)
                            .path("progress")
                            .asText()
                            .equals("LIVE"));
            long now = System.currentTimeMillis();
            topics.forecastAt("x", DAY + 1, now - hour, OptionalLong.empty());
            topics.forecastAt("x", DAY + 2, now, OptionalLong.of(now - 2 * hour));
            topics.flush();
            JsonNode status = events.await(
                            update -> update.path("status").path("backlog").isNumber())
                    .get("status");
            assertTrue(status.get("delay").isNull(), status.toString());
            // The time of issue counts, and not when the page comes to read it.
            topics.forecastAt("x", DAY + 3, now - hour, OptionalLong.of(now - hour - 250));
            topics.flush();
            status = events.await(update -> update.path("status").path("delay").isNumber())
                    .get("status");
            assertEquals(0.25, status.get("delay").asDouble());
            assertTrue(status.get("backlog").isNull(), status.toString());
            JsonNode forecast =
                    get(dashboard, "/api/series/x/forecast").get("forecasts").get(0);
            assertEquals(
                    Instant.ofEpochMilli(now - hour).toString(),
                    forecast.get("issued").asText());
            assertEquals(3600, forecast.get("age").asInt(), 60);
        }
    }

    @Test
    void saysSinceWhenKafkaDoesNotAnswer() throws Exception {
        long before = System.currentTimeMillis();
        DashboardOptions here = TestTopics.options(kafka, 0);
        DashboardOptions nowhere = new DashboardOptions(
                "localhost:1",
                here.properties(),
                here.topics(),
                here.mappings(),
                here.resultsRegistry(),
                here.groups(),
                here.host(),
                0,
                Optional.empty(),
                here.targets(),
                here.days(),
                here.lookBack(),
                here.memory(),
                Optional.empty(),
                StaticTable.NONE);
        try (Dashboard dashboard = Dashboard.start(nowhere);
                EventStream events = open(dashboard, "{}")) {
            JsonNode status = events.await(update ->
                            !update.path("status").path("problem").asText().isEmpty())
                    .get("status");
            assertEquals(
                    "Kafka at localhost:1: no broker answers",
                    status.get("problem").asText());
            assertEquals(before, status.get("problemSince").asLong(), 5_000);
            assertEquals("UNKNOWN", status.get("jobs").get(0).get("phase").asText());
        }
    }

    @Test
    void beginsWithTheNewestMessagesAndSaysWhatItSkipped() throws Exception {
        TestTopics.create(kafka);
        for (int i = 0; i < 500; i++) {
            topics.day("series-" + i, DAY);
        }
        topics.flush();
        DashboardOptions all = TestTopics.options(kafka, 0);
        DashboardOptions few = new DashboardOptions(
                all.bootstrapServers(),
                all.properties(),
                all.topics(),
                all.mappings(),
                all.resultsRegistry(),
                all.groups(),
                all.host(),
                0,
                Optional.empty(),
                List.of(),
                60,
                100,
                64 << 20,
                Optional.empty(),
                StaticTable.NONE);
        try (Dashboard dashboard = Dashboard.start(few);
                EventStream events = open(dashboard, "{}")) {
            JsonNode status = events.await(
                            update -> update.path("status").path("series").asInt() >= 100
                                    && update.get("status")
                                            .path("topics")
                                            .path(1)
                                            .path("progress")
                                            .asText()
                                            .equals("LIVE"))
                    .get("status");
            assertEquals(400, status.get("topics").get(1).get("skipped").asInt(), 1);
            assertTrue(status.get("series").asInt() <= 400, status.toString());
        }
    }
}
