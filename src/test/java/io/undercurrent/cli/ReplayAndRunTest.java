package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReplayAndRunTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int STORES = 5;
    private static final int DAYS = 30;

    private static EmbeddedKafka kafka;

    @TempDir
    private static Path directory;

    private static Path readings;
    private static Path model;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        kafka = EmbeddedKafka.start();
        readings = directory.resolve("stores.csv.gz");
        try (ReadingCsvWriter writer = ReadingCsv.write(readings, COLUMNS)) {
            for (int store = 0; store < STORES; store++) {
                for (int day = 0; day < DAYS; day++) {
                    double sales = day == 7 ? Double.NaN : 100 + 10 * (day % 7) + store;
                    writer.write(Reading.of("store-" + store, FIRST.plusDays(day), sales, day % 2));
                }
            }
        }
        model = directory.resolve("model.safetensors");
        ModelFile.write(
                RecurrentModel.untrained(
                        new ModelSpec(
                                COLUMNS, List.of(true), 14, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                        1),
                model);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aFileAndAModelBecomeOneForecastForEachSeriesAndDay() {
        assertEquals(0, replay("path", "--to=2025-01-20"), err.toString());
        assertTrue(err.toString().contains("Created the topic path.readings"), err.toString());
        assertTrue(err.toString().contains("Sent 100 readings of 20 days to path.readings"), err.toString());
        assertEquals(
                0,
                run("path", "--bounded", "--targets=sales", "--horizon=7", "--window=20", "--lateness=18"),
                err.toString());
        assertTrue(
                err.toString().contains("forecasts sales for 7 days: path.readings to path.predictions"),
                err.toString());

        Set<String> origins = new HashSet<>();
        for (Forecast forecast : forecasts("path")) {
            origins.add(forecast.key() + " " + forecast.originDate());
            assertEquals(7, forecast.shape().horizon());
        }
        // The day whose sales are missing carries a covariate alone: it has no forecast of its own, but makes those
        // again
        // whose seven days reach it.
        assertEquals(STORES * 19, origins.size());
        assertEquals(STORES * (19 + 7), forecasts("path").size());
        assertTrue(TopicReader.read(kafka.bootstrapServers(), "path.rejected").isEmpty());
    }

    /** A table as Debezium sends it: one model from its topic, and forecasts by the same settings. */
    @Test
    void trainsAndRunsOnTheChangesOfATable() throws Exception {
        kafka.createTopic("table.readings", 2);
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
        try (MessageProducer producer = new MessageProducer(kafka.bootstrapServers(), "table.readings", Map.of())) {
            for (int day = 0; day < 70; day++) {
                for (String item : List.of("a", "b")) {
                    int of = Math.toIntExact(FIRST.toEpochDay()) + day;
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
                execute(List.of(
                        "train",
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--topic=table.readings",
                        "--readings-format=" + format,
                        "--targets=sales",
                        "--covariates=promotion",
                        "--window=14",
                        "--horizon=7",
                        "--units=4",
                        "--steps=3",
                        "--accept-baseline",
                        "--model=" + trained)),
                err.toString());
        assertTrue(
                err.toString().contains("has 142 readings in 145 messages; 1 are none")
                        && err.toString().contains("deleted"),
                err.toString());
        assertEquals(
                0,
                execute(List.of(
                        "run",
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--readings-topic=table.readings",
                        "--predictions-topic=table.predictions",
                        "--rejected-topic=table.rejected",
                        "--scores-topic=table.scores",
                        "--readings-format=" + format,
                        "--model=" + trained,
                        "--parallelism=2",
                        "--bounded")),
                err.toString());
        List<Forecast> forecasts = forecasts("table");
        // The deleted day is an origin once more, and with it none but its own.
        assertEquals(142, forecasts.size());
        assertEquals(
                Set.of("17/a", "17/b"), forecasts.stream().map(Forecast::key).collect(Collectors.toSet()));
        assertEquals(
                1, TopicReader.read(kafka.bootstrapServers(), "table.rejected").size());
        assertEquals(messages + 1, forecasts.size() + 1 + 2, "forecasts, rejected and tombstones");
    }

    /** A row each target and day, in the partition and order of the series, and by its key the newest of each lead time. */
    @Test
    void writesForecastsAsRows() throws Exception {
        kafka.createTopic("flat.predictions", 3);
        assertEquals(0, replay("flat", "--to=2025-01-20"), err.toString());
        assertEquals(0, run("flat", "--bounded", "--forecast-layout=flat"), err.toString());
        ObjectMapper json = new ObjectMapper();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        Map<String, JsonNode> newest = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> rows = TopicReader.read(kafka.bootstrapServers(), "flat.predictions");
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            JsonNode value = json.readTree(row.value());
            JsonNode key = json.readTree(row.key());
            for (String name : List.of("key", "target", "lead")) {
                assertEquals(value.get(name), key.get(name));
            }
            LocalDate origin = LocalDate.parse(value.get("origin").asText());
            assertEquals(
                    origin.plusDays(value.get("lead").asInt()),
                    LocalDate.parse(value.get("day").asText()));
            assertTrue(value.has("q10") && value.has("q50") && value.has("q90") && value.has("revision"));
            partitions
                    .computeIfAbsent(value.get("key").asText(), series -> new HashSet<>())
                    .add(row.partition());
            newest.put(new String(row.key(), StandardCharsets.UTF_8), value);
        }
        // As many forecasts as messages where each is one.
        assertEquals(STORES * (19 + 7) * 7, rows.size());
        partitions.forEach((series, of) -> assertEquals(1, of.size(), series));
        assertTrue(Set.copyOf(partitions.values()).size() > 1, partitions.toString());
        assertEquals(STORES * 7, newest.size());
        newest.values()
                .forEach(row -> assertEquals("2025-01-20", row.get("origin").asText()));
    }

    private static void send(MessageProducer producer, String key, String message) throws Exception {
        producer.send(key, message.getBytes(StandardCharsets.UTF_8));
    }

    /** The same command starts a job for the first time and goes on where it was stopped. */
    @Test
    @Timeout(120)
    void goesOnFromTheLatestCheckpoint() throws Exception {
        assertEquals(0, replay("again", "--to=2025-01-20"), err.toString());
        String checkpoints = "--checkpoint-dir=" + directory.resolve("checkpoints");
        String said = runUntil(STORES * (19 + 7), "again", checkpoints, "--restore=latest");
        assertTrue(said.contains("Starts without a checkpoint: there is none below file:"), said);
        assertTrue(said.contains("Flink's page is http://127.0.0.1:"), said);
        assertTrue(
                said.contains("To go on where it stopped:\n  undercurrent run --bootstrap-servers "
                        + kafka.bootstrapServers() + " --readings-topic again.readings"),
                said);
        assertTrue(said.endsWith(" --restore latest\n"), said);

        assertEquals(0, replay("again", "--from=2025-01-21"), err.toString());
        said = runUntil(STORES * (DAYS - 1 + 7), "again", checkpoints, "--restore=latest");
        assertTrue(said.contains("Goes on from file:"), said);
        List<String> all = forecasts("again").stream()
                .map(forecast -> forecast.key() + " " + forecast.originDate() + " " + forecast.revision())
                .toList();
        assertEquals(Set.copyOf(all).size(), all.size(), "none came twice");
    }

    /** Runs in a process of its own until there are so many forecasts, then stops it as Ctrl-C does. Returns what it said. */
    private static String runUntil(int count, String name, String... further) throws Exception {
        Process process = start(count, name, further);
        process.toHandle().destroy();
        assertEquals(128 + 15, process.waitFor());
        String said = Files.readString(directory.resolve("said"));
        assertFalse(said.contains("undercurrent run:") || said.contains("Exception"), said);
        return said;
    }

    /** Starts a process of its own and returns when there are so many forecasts. */
    private static Process start(int count, String name, String... further) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/distribution/conf/jvm.options",
                "-cp",
                System.getProperty("java.class.path"),
                Undercurrent.class.getName()));
        command.addAll(runArguments(name, further));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            // Until its topic is there, nothing can be read of it.
            while (!topics().contains(name + ".predictions") || forecasts(name).size() < count) {
                assertTrue(process.isAlive(), () -> said());
                Thread.sleep(200);
            }
            return process;
        } catch (Exception | Error failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    /** The second would overwrite the forecasts of the first. One that was killed leaves its place to the next at once. */
    @Test
    @Timeout(300)
    void refusesASecondJobWithTheSameGroupAsLongAsTheFirstRuns() throws Exception {
        assertEquals(0, replay("twice"), err.toString());
        Process first = start(1, "twice");
        try {
            assertEquals(1, run("twice", "--bounded"));
            assertTrue(
                    err.toString()
                            .contains(
                                    "The group undercurrent-twice.predictions is held by the job that was started at"),
                    err.toString());
            assertTrue(
                    err.toString()
                            .contains("group undercurrent-twice.predictions: expected a group that only this job uses,"
                                    + " but it belongs to the job that was started at"),
                    err.toString());
            assertTrue(first.isAlive());
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertEquals(0, run("twice", "--bounded"), err.toString());
    }

    @Test
    void aMistypedTopicOfReadingsIsAnErrorAndNoNewTopic() throws Exception {
        kafka.createTopic("shop.readings", 1);
        Set<String> before = topics();
        assertEquals(2, run("shpo", "--bounded"));
        assertTrue(
                err.toString()
                        .contains(
                                "there is no topic shpo.readings; there is shop.readings; --create-topics creates it"),
                err.toString());
        assertEquals(before, topics());
        assertEquals(0, run("shop.new", "--bounded", "--create-topics"), err.toString());
        assertTrue(topics().contains("shop.new.readings"));
    }

    @Test
    void replayKeepsTheDaysInOrderAndAnnouncesCovariates() {
        assertEquals(0, replay("ahead", "--from=2025-01-02", "--to=2025-01-10", "--covariates=promotion", "--ahead=3"));
        ReadingParser parser = new ReadingParser(COLUMNS);
        List<Reading> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(kafka.bootstrapServers(), "ahead.readings")) {
            ReadingParser.Result result = parser.parse(record.value());
            assertTrue(result instanceof ReadingParser.Accepted, result.toString());
            sent.add(((ReadingParser.Accepted) result).reading());
        }
        List<Reading> full =
                sent.stream().filter(reading -> reading.hasAny(0, 1)).toList();
        assertEquals(STORES * 8, full.size());
        for (int i = 1; i < full.size(); i++) {
            assertTrue(full.get(i - 1).day() <= full.get(i).day(), full.get(i - 1) + " before " + full.get(i));
        }
        // One announcement of each day but the first, and the day without sales says the same again when it comes.
        List<Reading> announcements =
                sent.stream().filter(reading -> !reading.hasAny(0, 1)).toList();
        assertEquals(STORES * 8 + STORES, announcements.size());
        int announced = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 6), Double.NaN, 1));
        int day = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 3), 120, 0));
        int next = sent.indexOf(Reading.of("store-0", LocalDate.of(2025, 1, 4), 130, 1));
        assertTrue(day >= 0 && day < announced && announced < next, day + " before " + announced + " before " + next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replay --topic=t --days-per-second=0       | --days-per-second: expected above 0, but got 0.0",
                "replay --topic=t --ahead=3                 | --ahead: expected --covariates to announce",
                "replay --topic=t --from=2026-01-01         | expected readings between --from and --to",
                "replay --topic=t --values=price | expected a column price, but the file has key, date, sales",
                "replay --topic=no/slash                    | no/slash",
                "run --predictions-topic=readings           | topics: expected different ones",
                "run --readings-topic=a/b                   | topic: expected 1 to 249 letters",
                "run --bundle-size=0                        | bundle size: expected 1 to 65536, but got 0",
                "run --bundle-delay=soon                    | bundle-delay",
                "run --max-ahead=-1                         | days ahead: expected at least 0 days, but got -1",
                "run --max-ahead=never                      | '--max-ahead': expected a number of days or off, but got"
                        + " 'never'",
                "run --confirm-jumps=0s                     | confirmation of jumps: expected 1 ms to 3650000 days,"
                        + " but got PT0S",
                "run --targets=sales,visits --covariates=price --quantiles=0.5 --horizon=14 --window=7 | does not fit the"
                        + " contract of the job: targets [sales] instead of [sales, visits], covariates [promotion] instead"
                        + " of [price], quantiles [0.1, 0.5, 0.9] instead of [0.5], horizon 7 instead of 14, window 14"
                        + " instead of at most 7",
                "run --window=0                             | --window: expected at least 1 day, but got 0",
                "run --window=20 --lateness=21              | lateness: expected at most the 20 days of the window",
                "run --forget-after=never                   | forget-after",
                "run --restore=latest | --restore: expected --checkpoint-dir, below which to look for the latest"
                        + " checkpoint",
                "run --parallelism=0                        | --parallelism: expected at least 1, but got 0",
                "run --checkpoint-interval=1ms | checkpoint interval: expected at least 10 ms, but got 1 ms",
                "run --kafka-property=group.id=x            | Kafka property group.id",
                "run --kafka-property=acks=1 | Kafka property acks: expected all, because",
                "run --kafka-property=retries=0 | Kafka property retries: expected at least 1, because",
                "run --kafka-property=max.in.flight.requests.per.connection=6 | expected 1 to 5, because",
                "run --kafka-property=isolation.level=read_uncommitted | isolation.level: expected read_committed,"
                        + " because",
                "run --kafka-property=partitioner.ignore.keys=true | Kafka property partitioner.ignore.keys: expected"
                        + " none",
                "run --kafka-property=transaction.timeout.ms=soon | transaction.timeout.ms: expected at least 1",
                "run --create-topics --kafka-property=transaction.timeout.ms=9999 | expected at least 10000, twice the"
                        + " time",
                "run --create-topics --kafka-property=transaction.timeout.ms=86400000 | transaction.max.timeout.ms",
                "run --create-topics --other-columns=sales  | other columns: expected none of key, date and",
                "run --predictions-cleanup=sometimes | expected compact, delete or compact,delete, but got 'sometimes'",
                "run --retention=soon                       | '--retention'",
                "run --retention=0s                         | retention: expected at least 1 ms, but got 0 ms",
                "run --delivery=twice                       | delivery",
                "run --unknown                              | Unknown option"
            })
    void refusesWhatIsWrongAndNamesIt(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add("--bootstrap-servers=" + kafka.bootstrapServers());
        all.add(all.get(0).equals("run") ? "--model=" + model : "--readings=" + readings);
        assertTrue(execute(all) != 0);
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void namesABrokerThatDoesNotAnswer() {
        assertEquals(
                1,
                execute(List.of(
                        "run",
                        "--bootstrap-servers=localhost:1",
                        "--model=" + model,
                        "--kafka-property=default.api.timeout.ms=800",
                        "--kafka-property=request.timeout.ms=500")));
        assertTrue(
                err.toString().contains("Kafka at localhost:1: asking for the id of the cluster failed"),
                err.toString());
    }

    @Test
    void namesAModelThatIsNotThere() {
        for (String location : List.of("none.safetensors", "file:/none.safetensors")) {
            assertEquals(
                    1, execute(List.of("run", "--bootstrap-servers=localhost:1", "--model=" + location)), location);
            assertTrue(err.toString().contains("none.safetensors"), err.toString());
        }
    }

    /** The input ends on a cluster as it does for the operators alone: what waits is rejected. */
    @Test
    void whatStillWaitsWhenTheInputEndsIsRejected() throws IOException {
        Path jump = directory.resolve("jump.csv");
        try (ReadingCsvWriter writer = ReadingCsv.write(jump, COLUMNS)) {
            writer.write(Reading.of("store-0", FIRST, 100, 0));
            writer.write(Reading.of("store-0", FIRST.plusDays(100), 100, 0));
            writer.write(Reading.of("store-1", FIRST, Double.NaN, 1));
        }
        assertEquals(
                0,
                execute(List.of(
                        "replay",
                        "--readings=" + jump,
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--topic=waits.readings")),
                err.toString());
        assertEquals(0, run("waits", "--bounded"), err.toString());
        assertEquals(1, forecasts("waits").size());
        Set<String> reasons = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(kafka.bootstrapServers(), "waits.rejected")) {
            reasons.add(new String(record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8));
        }
        assertEquals(Set.of("unconfirmed-jump", "too-early"), reasons);
    }

    @Test
    void namesAModelThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
            Path cut = directory.resolve("cut-" + length + ".safetensors");
            Files.write(cut, Arrays.copyOf(whole, length));
            for (String location : List.of(cut.toString(), cut.toUri().toString())) {
                assertEquals(1, execute(List.of("run", "--bootstrap-servers=localhost:1", "--model=" + location)));
                assertTrue(err.toString().contains("cut-" + length + ".safetensors: "), err.toString());
            }
        }
    }

    private int replay(String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--readings=" + readings,
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--topic=" + name + ".readings"));
        arguments.addAll(List.of(further));
        return execute(arguments);
    }

    private int run(String name, String... further) {
        return execute(runArguments(name, further));
    }

    private static List<String> runArguments(String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--readings-topic=" + name + ".readings",
                "--predictions-topic=" + name + ".predictions",
                "--rejected-topic=" + name + ".rejected",
                "--model=" + model.toUri(),
                "--parallelism=2",
                "--checkpoint-interval=200ms"));
        arguments.addAll(List.of(further));
        return arguments;
    }

    private int execute(List<String> arguments) {
        CommandLine line = Undercurrent.commandLine();
        line.setOut(new PrintWriter(err));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static List<Forecast> forecasts(String name) {
        ForecastParser parser = new ForecastParser();
        return TopicReader.read(kafka.bootstrapServers(), name + ".predictions").stream()
                .map(record -> parser.parse(record.value()))
                .toList();
    }
}
