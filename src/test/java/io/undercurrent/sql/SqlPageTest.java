package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The statements of the page on SQL run as they stand there, on Kafka's and Flink's own tables, and across a savepoint. */
@Timeout(300)
class SqlPageTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final int DAYS = 30;
    private static final int HORIZON = 7;
    /** A day that nobody expected. */
    private static final int ODD = 45;

    private static final List<String> STATEMENTS =
            Page.read(Page.DIRECTORY.resolve("flink-sql.md")).blocks("sql").stream()
                    .map(Block::text)
                    .toList();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static String statement(String beginning) {
        return STATEMENTS.stream()
                .filter(statement -> statement.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** With all that the page creates. */
    private static StreamTableEnvironment tables(EmbeddedFlink flink, EmbeddedKafka kafka, Configuration settings) {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(flink.environment(settings).setParallelism(1));
        STATEMENTS.stream()
                .filter(statement -> statement.startsWith("CREATE"))
                .forEach(statement -> tables.executeSql(statement.replace("localhost:9092", kafka.bootstrapServers())));
        return tables;
    }

    @Test
    void itsStatementsRunAndGoOnFromASavepoint() throws Exception {
        assertEquals(8, STATEMENTS.size());
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(
                                new NewTopic("readings", 1, (short) 1), new NewTopic("forecasts", 1, (short) 1)))
                        .all()
                        .get();
            }
            send(kafka, 0, DAYS / 2);
            StreamTableEnvironment tables = tables(flink, kafka, new Configuration());
            List<Row> first = some(tables, statement("SELECT store"), DAYS / 2 * HORIZON);
            assertEquals(FIRST.plusDays(1), first.get(0).getField("on_day"));

            JobClient job =
                    tables.executeSql(statement("INSERT")).getJobClient().orElseThrow();
            await(kafka, forecasts -> forecasts.containsKey(origin(DAYS / 2 - 1)));
            String savepoint = job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
            send(kafka, DAYS / 2, DAYS);
            Configuration settings = new Configuration();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            StreamTableEnvironment restored = tables(flink, kafka, settings);
            JobClient goesOn =
                    restored.executeSql(statement("INSERT")).getJobClient().orElseThrow();
            Map<String, List<Double>> forecasts = await(kafka, all -> all.containsKey(origin(DAYS - 1)));
            goesOn.cancel().get();
            assertEquals(expected(), forecasts);

            List<Row> met = some(tables, statement("SELECT f.store"), DAYS - 1);
            for (Row row : met) {
                assertTrue(row.<Double>getFieldAs("q10") <= row.<Double>getFieldAs("q90"), row.toString());
            }

            send(kafka, DAYS, ODD);
            send(kafka, ODD, ODD + 1, 9000);
            send(kafka, ODD + 1, ODD + 3);
            Row odd = some(tables, statement("SELECT on_day, store"), 1).get(0);
            assertEquals(FIRST.plusDays(ODD), odd.getField("on_day"));
            assertEquals("a", odd.getField("store"));
            assertEquals("sales", odd.getField("target"));
            assertEquals(9000.0, odd.getField("actual"));
            assertTrue(odd.<Double>getFieldAs("surprise") >= odd.<Double>getFieldAs("threshold"), odd.toString());
        }
    }

    private static String origin(int day) {
        return FIRST.plusDays(day) + " " + HORIZON;
    }

    private static double sales(int day) {
        return day % 7 < 2 ? 200 + day : 100;
    }

    private static void send(EmbeddedKafka kafka, int from, int to) {
        for (int day = from; day < to; day++) {
            send(kafka, day, day + 1, sales(day));
        }
    }

    private static void send(EmbeddedKafka kafka, int from, int to, double sales) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int day = from; day < to; day++) {
                String message = "{\"store\":\"a\",\"day\":\"" + FIRST.plusDays(day) + "\",\"sales\":" + sales
                        + ",\"promotion\":" + (day % 7 < 2) + "}";
                producer.send(new ProducerRecord<>("readings", message.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** The first rows of a query that does not end. */
    private static List<Row> some(StreamTableEnvironment tables, String query, int count) throws Exception {
        List<Row> rows = new ArrayList<>();
        CloseableIterator<Row> results = tables.executeSql(query).collect();
        while (rows.size() < count) {
            rows.add(results.next());
        }
        results.close();
        return rows;
    }

    /** The quantiles by origin and days ahead, as soon as there is enough. */
    private static Map<String, List<Double>> await(EmbeddedKafka kafka, Predicate<Map<String, List<Double>>> enough)
            throws Exception {
        Map<String, List<Double>> forecasts = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
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
    private static Map<String, List<Double>> expected() {
        Map<String, List<Double>> forecasts = new TreeMap<>();
        UsualModel model = UsualModel.of(new Columns(List.of("sales"), List.of("promotion")), HORIZON);
        try (SeriesEngine<ParsedReading> engine =
                new SeriesEngine<>(model, TimeLimits.DEFAULT, CalibrationOptions.DEFAULT)) {
            SeriesState<ParsedReading> state = new SeriesState<>("a");
            for (int day = 0; day < DAYS; day++) {
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
