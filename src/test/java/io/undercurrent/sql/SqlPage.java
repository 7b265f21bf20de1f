package io.undercurrent.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.usual.UsualModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The statements of the page on SQL, and a store whose readings they take, with the forecasts that they are to lead to. */
public final class SqlPage {

    public static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    public static final int HORIZON = 7;

    public static final List<String> STATEMENTS =
            Page.read(Page.DIRECTORY.resolve("flink-sql.md")).blocks("sql").stream()
                    .map(Block::text)
                    .toList();

    private static final ObjectMapper JSON = new ObjectMapper();

    private SqlPage() {}

    public static String statement(String beginning) {
        return STATEMENTS.stream()
                .filter(statement -> statement.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** All that create something, on a broker. */
    public static List<String> creations(String bootstrapServers) {
        return STATEMENTS.stream()
                .filter(statement -> statement.startsWith("CREATE"))
                .map(statement -> statement.replace("localhost:9092", bootstrapServers))
                .toList();
    }

    /** The one that sets something, as a session takes it. */
    public static String setting() {
        return statement("SET");
    }

    /** The same for Flink's own API, which has no such statement. */
    static void set(TableEnvironment tables) {
        String[] parts = setting().split("'");
        tables.getConfig().set(parts[1], parts[3]);
    }

    public static void createTopics(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("readings", 1, (short) 1), new NewTopic("forecasts", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** The last day of a forecast from a day, as {@link #await} names it. */
    public static String origin(int day) {
        return FIRST.plusDays(day) + " " + HORIZON;
    }

    private static double sales(int day) {
        return day % 7 < 2 ? 200 + day : 100;
    }

    public static void send(String bootstrapServers, int from, int to) {
        for (int day = from; day < to; day++) {
            send(bootstrapServers, day, day + 1, sales(day));
        }
    }

    public static void send(String bootstrapServers, int from, int to, double sales) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int day = from; day < to; day++) {
                String message = "{\"store\":\"a\",\"day\":\"" + FIRST.plusDays(day) + "\",\"sales\":" + sales
                        + ",\"promotion\":" + (day % 7 < 2) + "}";
                producer.send(new ProducerRecord<>("readings", message.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** The quantiles by origin and days ahead, as soon as there is enough. */
    public static Map<String, List<Double>> await(String bootstrapServers, Predicate<Map<String, List<Double>>> enough)
            throws Exception {
        Map<String, List<Double>> forecasts = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition("forecasts", 0));
            consumer.assign(partitions);
            while (!enough.test(forecasts)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    JsonNode row = JSON.readTree(message.value());
                    forecasts.put(
                            row.get("origin").asText() + " "
                                    + row.get("days_ahead").asInt(),
                            List.of(
                                    row.get("q10").asDouble(),
                                    row.get("q50").asDouble(),
                                    row.get("q90").asDouble()));
                }
            }
        }
        return forecasts;
    }

    /** What the plain engine makes of the same days, without an end between them. */
    public static Map<String, List<Double>> expected(int days) {
        Map<String, List<Double>> forecasts = new TreeMap<>();
        UsualModel model = UsualModel.of(new Columns(List.of("sales"), List.of("promotion")), HORIZON);
        try (SeriesEngine<ParsedReading> engine =
                new SeriesEngine<>(model, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT)) {
            SeriesState<ParsedReading> state = new SeriesState<>("a");
            for (int day = 0; day < days; day++) {
                Reading reading = Reading.of("a", FIRST.plusDays(day), sales(day), day % 7 < 2 ? 1 : 0);
                engine.accept(
                        new ParsedReading(reading, SourceRecord.none(SourceRecord.NO_TIMESTAMP)),
                        state,
                        new SeriesReceiver<>() {
                            @Override
                            public void forecast(Forecast forecast) {
                                for (int lead = 0; lead < HORIZON; lead++) {
                                    forecasts.put(
                                            forecast.originDate() + " " + (lead + 1),
                                            List.of(
                                                    forecast.value(0, 0, lead),
                                                    forecast.value(0, 1, lead),
                                                    forecast.value(0, 2, lead)));
                                }
                            }

                            @Override
                            public void score(DayScore score) {
                                // Not asked for.
                            }

                            @Override
                            public void reject(ParsedReading message, Rejection rejection) {
                                throw new AssertionError(rejection);
                            }
                        });
            }
        }
        return forecasts;
    }
}
