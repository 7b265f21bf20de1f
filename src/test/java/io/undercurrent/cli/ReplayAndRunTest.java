package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.result.FlatForecastParser;
import io.undercurrent.format.result.FlatScoreParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.job.TopicReader;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readings of a file become forecasts of a job, by the commands that a user types. */
class ReplayAndRunTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private static Path directory;

    private final StoresCommands stores = new StoresCommands(directory);

    /** Of a job that rejects everything, nobody would know why no forecast comes. */
    @Test
    void saysThatMessagesAreRejectedAndWhyOneIs() {
        assertEquals(0, stores.replay("refused"), stores.said());
        assertEquals(0, stores.run("refused", "--bounded", "--key-field=shop"), stores.said());
        String said = stores.said();
        assertTrue(said.contains("of refused.readings: missing-key, shop: expected the name of the series"), said);
        assertTrue(
                said.contains("They are in the topic refused.rejected, with the reason of each in its headers"), said);
    }

    @Test
    void aFileAndAModelBecomeOneForecastForEachSeriesAndDay() {
        assertEquals(0, stores.replay("path", "--to=2025-01-20"), stores.said());
        assertTrue(stores.said().contains("Created the topic path.readings"), stores.said());
        assertTrue(stores.said().contains("Sent 100 readings of 20 days to path.readings"), stores.said());
        assertEquals(
                0,
                stores.run("path", "--bounded", "--targets=sales", "--horizon=7", "--window=20", "--lateness=18"),
                stores.said());
        assertTrue(
                stores.said().contains("forecasts sales for 7 days: path.readings to path.predictions"), stores.said());

        Set<String> origins = new HashSet<>();
        for (Forecast forecast : stores.forecasts("path")) {
            origins.add(forecast.key() + " " + forecast.originDate());
            assertEquals(7, forecast.shape().horizon());
        }
        // The day whose sales are missing carries a covariate alone: it has no forecast of its own, but makes those
        // again
        // whose seven days reach it.
        assertEquals(StoresCommands.STORES * 19, origins.size());
        assertEquals(StoresCommands.STORES * (19 + 7), stores.forecasts("path").size());
        assertTrue(TopicReader.read(KAFKA.bootstrapServers(), "path.rejected").isEmpty());
    }

    /** A table as Debezium sends it: one model from its topic, and forecasts by the same settings. */
    @Test
    void trainsAndRunsOnTheChangesOfATable() throws Exception {
        KAFKA.createTopic("table.readings", 2);
        Path format = Files.writeString(directory.resolve("table.yaml"), """
            envelope: debezium
            key-field: [store, item]
            key-separator: /
            date-field: day
            date-form: epoch-days
            value: {sales: /amounts/qty}
            """);
        String row = "{\"store\":17,\"item\":\"%s\",\"day\":%d,\"amounts\":{\"qty\":%d},\"promotion\":%d}";
        int messages = 0;
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), "table.readings", Map.of())) {
            for (int day = 0; day < 70; day++) {
                for (String item : List.of("a", "b")) {
                    int of = Math.toIntExact(StoresCommands.FIRST.toEpochDay()) + day;
                    String after = String.format(Locale.ROOT, row, item, of, 100 + 10 * (day % 7), day % 2);
                    send(producer, item, "{\"before\":null,\"after\":" + after + ",\"op\":\"c\"}");
                    messages++;
                    if (day == 50) {
                        send(producer, item, "{\"before\":" + after + ",\"after\":null,\"op\":\"d\"}");
                        producer.send(item, null);
                        messages += 2;
                    }
                }
            }
            send(producer, "a", "{\"before\":null,\"after\":null,\"op\":\"t\"}");
            producer.flush();
        }
        String trained = directory.resolve("table.safetensors").toString();
        assertEquals(
                0,
                stores.execute(List.of(
                        "train",
                        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                        "--topic=table.readings",
                        "--readings-format=" + format,
                        "--targets=sales",
                        "--covariates=promotion",
                        "--window=14",
                        "--horizon=7",
                        "--units=4",
                        "--steps=3",
                        "--model=" + trained)),
                stores.said());
        assertTrue(
                stores.said().contains("has 142 readings in 145 messages; 1 cannot be used")
                        && stores.said().contains("deleted"),
                stores.said());
        assertEquals(
                0,
                stores.execute(List.of(
                        "run",
                        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                        "--readings-topic=table.readings",
                        "--predictions-topic=table.predictions",
                        "--rejected-topic=table.rejected",
                        "--scores-topic=table.scores",
                        "--readings-format=" + format,
                        "--model=" + trained,
                        "--parallelism=2",
                        "--bounded")),
                stores.said());
        List<Forecast> forecasts = stores.forecasts("table");
        // The deleted day is an origin once more, and with it none but its own.
        assertEquals(142, forecasts.size());
        assertEquals(
                Set.of("17/a", "17/b"), forecasts.stream().map(Forecast::key).collect(Collectors.toSet()));
        assertEquals(
                1, TopicReader.read(KAFKA.bootstrapServers(), "table.rejected").size());
        assertEquals(messages + 1, forecasts.size() + 1 + 2, "forecasts, rejected and tombstones");
    }

    /** A row each target and day, in the partition and order of the series, and by its key the newest of each lead time. */
    @Test
    void writesForecastsAsRows() throws Exception {
        KAFKA.createTopic("flat.predictions", 3);
        assertEquals(0, stores.replay("flat", "--to=2025-01-20"), stores.said());
        assertEquals(
                0,
                stores.run(
                        "flat",
                        "--bounded",
                        "--forecast-layout=flat",
                        "--results-schema=connect",
                        "--scores-topic=flat.scores"),
                stores.said());
        ObjectMapper json = new ObjectMapper();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        Map<String, JsonNode> newest = new HashMap<>();
        FlatForecastParser forecasts = new FlatForecastParser();
        List<Forecast> whole = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> rows = TopicReader.read(KAFKA.bootstrapServers(), "flat.predictions");
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            JsonNode value = json.readTree(row.value()).get("payload");
            JsonNode key = json.readTree(row.key()).get("payload");
            forecasts.add(row.value(), place(row)).ifPresent(whole::add);
            for (String name : List.of("key", "target", "lead")) {
                assertEquals(value.get(name), key.get(name));
            }
            assertEquals(
                    value.get("origin").asInt() + value.get("lead").asInt(),
                    value.get("day").asInt());
            assertTrue(value.has("q10") && value.has("q50") && value.has("q90") && value.has("revision"));
            partitions
                    .computeIfAbsent(value.get("key").asText(), series -> new HashSet<>())
                    .add(row.partition());
            newest.put(new String(row.key(), StandardCharsets.UTF_8), value);
        }
        // As many forecasts as messages where each is one.
        assertEquals(StoresCommands.STORES * (19 + 7) * 7, rows.size());
        partitions.forEach((series, of) -> assertEquals(1, of.size(), series));
        assertTrue(Set.copyOf(partitions.values()).size() > 1, partitions.toString());
        assertEquals(StoresCommands.STORES * 7, newest.size());
        long last = LocalDate.of(2025, 1, 20).toEpochDay();
        newest.values().forEach(row -> assertEquals(last, row.get("origin").asInt()));
        assertEquals(rows.size(), 7 * whole.size());
        FlatScoreParser scores = new FlatScoreParser();
        Set<Integer> scored = new HashSet<>();
        TopicReader.read(KAFKA.bootstrapServers(), "flat.scores")
                .forEach(row -> scores.add(row.value(), place(row)).ifPresent(score -> scored.add(score.day())));
        assertTrue(scored.contains((int) last), scored.toString());
    }

    private static RowPlace place(ConsumerRecord<byte[], byte[]> row) {
        return RowPlace.parse(row.headers().lastHeader(RowPlace.HEADER).value());
    }

    private static void send(MessageProducer producer, String key, String message) throws Exception {
        producer.send(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** The same command starts a job for the first time and goes on where it was stopped. */
    @Test
    @Timeout(120)
    void goesOnFromTheLatestCheckpoint() throws Exception {
        assertEquals(0, stores.replay("again", "--to=2025-01-20"), stores.said());
        String checkpoints = "--checkpoint-dir=" + directory.resolve("checkpoints");
        String said = stores.runUntil(StoresCommands.STORES * (19 + 7), "again", checkpoints, "--restore=latest");
        assertTrue(said.contains("Starts without a checkpoint: there is none below file:"), said);
        assertTrue(said.contains("Flink's page is http://127.0.0.1:"), said);
        assertTrue(
                said.contains("To go on where it stopped:\n  undercurrent run --bootstrap-servers "
                        + KAFKA.bootstrapServers() + " --readings-topic again.readings"),
                said);
        assertTrue(said.endsWith(" --restore latest\n"), said);

        assertEquals(0, stores.replay("again", "--from=2025-01-21"), stores.said());
        said = stores.runUntil(
                StoresCommands.STORES * (StoresCommands.DAYS - 1 + 7), "again", checkpoints, "--restore=latest");
        assertTrue(said.contains("Goes on from file:"), said);
        List<String> all = stores.forecasts("again").stream()
                .map(forecast -> forecast.key() + " " + forecast.originDate() + " " + forecast.revision())
                .toList();
        assertEquals(Set.copyOf(all).size(), all.size(), "none came twice");
    }

    @Test
    void replayKeepsTheDaysInOrderAndAnnouncesCovariates() {
        assertEquals(
                0,
                stores.replay("ahead", "--from=2025-01-02", "--to=2025-01-10", "--covariates=promotion", "--ahead=3"));
        ReadingParser parser = new ReadingParser(StoresCommands.COLUMNS);
        List<Reading> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(KAFKA.bootstrapServers(), "ahead.readings")) {
            ReadingParser.Result result = parser.parse(record.value());
            assertTrue(result instanceof ReadingParser.Accepted, result.toString());
            sent.add(((ReadingParser.Accepted) result).reading());
        }
        List<Reading> full =
                sent.stream().filter(reading -> reading.hasAny(0, 1)).toList();
        assertEquals(StoresCommands.STORES * 8, full.size());
        for (int i = 1; i < full.size(); i++) {
            assertTrue(full.get(i - 1).day() <= full.get(i).day(), full.get(i - 1) + " before " + full.get(i));
        }
        // One announcement of each day but the first, and the day without sales says the same again when it comes.
        List<Reading> announcements =
                sent.stream().filter(reading -> !reading.hasAny(0, 1)).toList();
        assertEquals(StoresCommands.STORES * 8 + StoresCommands.STORES, announcements.size());
        int announced = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 6), Double.NaN, 1));
        int day = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 3), 120, 0));
        int next = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 4), 130, 1));
        assertTrue(day >= 0 && day < announced && announced < next, day + " before " + announced + " before " + next);
    }

    /** More days than there are have no end to them. */
    @Test
    @Timeout(120)
    void announcesAllThatThereIs() {
        assertEquals(0, stores.replay("far", "--from=2025-01-02", "--covariates=promotion", "--ahead=2147483647"));
        int readings = StoresCommands.STORES * (StoresCommands.DAYS - 1);
        int sent = TopicReader.read(KAFKA.bootstrapServers(), "far.readings").size();
        assertTrue(sent > 1.8 * readings && sent < 2 * readings, sent + " messages of " + readings + " readings");
    }

    /** The input ends on a cluster as it does for the operators alone: what waits is rejected. */
    @Test
    void whatStillWaitsWhenTheInputEndsIsRejected() throws IOException {
        Path jump = directory.resolve("jump.csv");
        try (ReadingCsvWriter writer = ReadingCsv.write(jump, StoresCommands.COLUMNS)) {
            writer.write(Reading.of("store-0", StoresCommands.FIRST, 100, 0));
            writer.write(Reading.of("store-0", StoresCommands.FIRST.plusDays(100), 100, 0));
            writer.write(Reading.of("store-1", StoresCommands.FIRST, Double.NaN, 1));
        }
        assertEquals(
                0,
                stores.execute(List.of(
                        "replay",
                        "--readings=" + jump,
                        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                        "--topic=waits.readings")),
                stores.said());
        assertEquals(0, stores.run("waits", "--bounded"), stores.said());
        assertEquals(1, stores.forecasts("waits").size());
        Set<String> reasons = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(KAFKA.bootstrapServers(), "waits.rejected")) {
            reasons.add(new String(record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8));
        }
        assertEquals(Set.of("unconfirmed-jump", "too-early"), reasons);
    }
}
