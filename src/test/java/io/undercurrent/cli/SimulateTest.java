package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.Simulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void writesOneRowForEachStoreAndDayAndAsManyExpectedOnes() throws IOException {
        Path file = directory.resolve("stores.csv");
        Path expected = directory.resolve("expected.csv");
        assertEquals(
                0, run("--stores=3 --from=2024-02-27 --to=2024-03-02 --output=" + file + " --expected=" + expected));

        List<Reading> readings = read(file, Simulator.COLUMNS);
        assertEquals(3 * 5, readings.size());
        assertEquals("store-1", readings.get(0).key());
        assertEquals(LocalDate.of(2024, 2, 29), readings.get(6).date());
        assertTrue(readings.stream().allMatch(reading -> reading.hasAny(0, 1) && reading.hasAny(1, 2)));
        assertEquals(
                3 * 5, read(expected, Columns.ofTargets("temperature", "sales")).size());
        assertTrue(err.toString().contains("15 readings: 15 delivered, 0 lost"), err.toString());
    }

    @Test
    void aFileEndsWithWhatIsKnownAhead() throws IOException {
        Path file = directory.resolve("stores.csv.gz");
        assertEquals(0, run("--stores=2 --from=2024-01-01 --days=3 --ahead=2 --output=" + file));
        List<Reading> readings = read(file, Simulator.COLUMNS);
        assertEquals(2 * 5, readings.size());
        for (Reading reading : readings) {
            boolean ahead = reading.date().isAfter(LocalDate.of(2024, 1, 3));
            assertEquals(!ahead, reading.hasAny(0, 2), reading.toString());
            assertTrue(reading.hasAny(2, 4), reading.toString());
        }
    }

    @Test
    void equalOptionsGiveEqualFilesAndAnotherSeedAnother() throws IOException {
        Path first = directory.resolve("first.csv");
        Path second = directory.resolve("second.csv");
        Path other = directory.resolve("other.csv");
        String options = "--stores=4 --days=50 --gaps=0.1 --duplicates=0.1 --late=0.1";
        assertEquals(0, run(options + " --output=" + first));
        assertEquals(0, run(options + " --output=" + second));
        assertEquals(0, run(options + " --seed=2 --output=" + other));
        assertEquals(Files.readString(first), Files.readString(second));
        assertNotEquals(Files.readString(first), Files.readString(other));
    }

    @Test
    void namesAFileThatItCannotWrite() {
        assertEquals(Undercurrent.EXIT_USAGE, run("--output=" + directory.resolve("missing/stores.csv")));
        assertTrue(err.toString().contains("there is no folder " + directory.resolve("missing")), err.toString());
        assumeTrue(Files.exists(Path.of("/dev/full")), "a file whose disk is full");
        for (String option :
                List.of("--output=/dev/full", "--expected=/dev/full --output=" + directory.resolve("a.csv"))) {
            err.getBuffer().setLength(0);
            assertEquals(Undercurrent.EXIT_FAILURE, run(option));
            assertTrue(
                    err.toString().contains("/dev/full: cannot be written: No space left on device"), err.toString());
        }
    }

    /** What a simulation before made is not lost with the one that ends early. */
    @Test
    void theFilesBeforeStayUntilTheNewOnesAreWhole() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a file whose disk is full");
        Path file = Files.writeString(directory.resolve("stores.csv"), "the readings before");
        Path expected = Files.writeString(directory.resolve("expected.csv"), "what was expected before");
        assertEquals(Undercurrent.EXIT_FAILURE, run("--expected=/dev/full --output=" + file));
        assertEquals("the readings before", Files.readString(file));
        assertEquals(Undercurrent.EXIT_FAILURE, run("--output=/dev/full --expected=" + expected));
        assertEquals("what was expected before", Files.readString(expected));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(Set.of(file, expected), files.collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--days=0 | --days: expected at least 1, but got 0",
                "--from=2024-01-02 --to=2024-01-01 | --to: expected 2024-01-02 or later, but got 2024-01-01",
                "--from=2024-01-01 --days=2913175 | --days: expected at most 2913174 from 2024-01-01 on, up to the end of the year 9999, but got",
                "--from=2024-01-01 --days=2147483647 | --days: expected at most 2913174 from 2024-01-01 on",
                "--from=2024-01-01 --to=9999-12-31 --ahead=1 | --ahead: expected 0 to 0 days, up to the end of the year 9999",
                "--days=3 --ahead=2147483647 | --ahead: expected 0 to 2913536 days, up to the end of the year 9999",
                "--ahead=-1 | --ahead: expected 0 to 2912809 days, up to the end of the year 9999, but got -1",
                "--from=2024-02-30 | expected a day of the calendar as YYYY-MM-DD, but got '2024-02-30'",
                "--to=+999999999-12-31 | expected a day of the calendar as YYYY-MM-DD",
                "--stores=0 | stores: expected at least 1, but got 0",
                "--gaps=2 | gaps: expected a probability from 0 to 1, but got 2.0",
                "--corrupt=0.1 | --corrupt: a file holds no messages",
                "--country=atlantis | country: expected an ISO 3166 code",
                "--days=3 --to=2024-01-01 | mutually exclusive",
                "--topic=spoilt | --bootstrap-servers",
                "--level-shift=1e308 --level-shift-date=2023-01-02 | level shift: expected a factor above 0 and at most 1000000",
                "--promotion-shift=21 --promotion-shift-date=2023-01-02 | promotion shift: expected a factor from -20 to 20",
                "--surprise | Unknown option: '--surprise'"
            })
    void namesTheWrongOption(String options, String message) {
        assertEquals(Undercurrent.EXIT_USAGE, run(options + " --output=" + directory.resolve("never.csv")));
        assertTrue(err.toString().contains(message), err.toString());
        assertFalse(Files.exists(directory.resolve("never.csv")));
    }

    @Test
    void sendsMessagesOntoATopicOfWhichTheSpoiltOnesAreNoReadings() {
        KAFKA.createTopic("spoilt", 1);
        assertEquals(
                0,
                run("--stores=5 --from=2024-01-01 --days=40 --ahead=7 --corrupt=0.1 --topic=spoilt"
                        + " --kafka-property=compression.type=gzip --bootstrap-servers="
                        + KAFKA.bootstrapServers()));
        ReadingParser parser = new ReadingParser(Simulator.COLUMNS);
        long refused = 0;
        long announced = 0;
        List<ConsumerRecord<byte[], byte[]>> records = records("spoilt");
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (parser.parse(record.value()) instanceof ReadingParser.Accepted accepted) {
                assertEquals(accepted.reading().key(), new String(record.key(), StandardCharsets.UTF_8));
                announced += accepted.reading().hasAny(0, 2) ? 0 : 1;
            } else {
                refused++;
            }
        }
        assertEquals(5 * (40 + 46), records.size());
        assertTrue(err.toString().contains(refused + " corrupt"), refused + " refused, but " + err);
        assertTrue(refused > 0 && announced > 5 * 46 * 0.8, refused + " refused, " + announced + " announced");
    }

    @Test
    void goesOnWhereTheTopicEndsAsIfItHadNeverStopped() {
        String there = " --bootstrap-servers=" + KAFKA.bootstrapServers() + " --resume --topic=";
        KAFKA.createTopic("whole", 1);
        KAFKA.createTopic("parts", 1);
        String stores = "--stores=3 --from=2024-01-01 --ahead=0";
        assertEquals(0, run(stores + " --days=50" + there + "whole"));
        for (int days : new int[] {20, 50, 50}) {
            assertEquals(0, run(stores + " --days=" + days + there + "parts"));
        }
        assertEquals(messages("whole"), messages("parts"));
        assertTrue(err.toString().contains("Going on with 2024-01-21"), err.toString());

        assertEquals(0, run(stores.replace("ahead=0", "ahead=7") + " --days=51" + there + "parts"));
        assertEquals(0, run(stores + " --days=52" + there + "parts"));
        assertTrue(err.toString().contains("Going on with 2024-02-21"), "what is announced has not come: " + err);
    }

    /** The messages of some stores may have come long before those of others, and some not at all. */
    @Test
    void goesOnWithEachStoreWhereItWasStopped() {
        String there = " --bootstrap-servers=" + KAFKA.bootstrapServers() + " --topic=";
        KAFKA.createTopic("feed", 1);
        KAFKA.createTopic("torn", 1);
        assertEquals(0, run("--stores=4 --from=2024-01-01 --days=30" + there + "feed"));
        Map<String, Integer> sent = Map.of("store-1", 20, "store-2", 19, "store-3", 12);
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), "torn", Map.of())) {
            byKey("feed")
                    .forEach((store, messages) -> messages.stream()
                            .limit(sent.getOrDefault(store, 0))
                            .forEach(message -> producer.send(store, message.getBytes(StandardCharsets.UTF_8))));
            producer.flush();
        }
        assertEquals(0, run("--stores=4 --from=2024-01-01 --days=30 --resume" + there + "torn"));
        assertEquals(byKey("feed"), byKey("torn"));
        assertTrue(err.toString().contains("Going on with 2024-01-01"), err.toString());
    }

    /** More messages than the first look back from the end takes in. */
    @Test
    void goesOnBehindAsManyAnnouncementsAsTheFirstDayHas() {
        KAFKA.createTopic("announced", 1);
        String stores = "--stores=1000 --from=2024-01-01 --ahead=41 --resume --topic=announced --bootstrap-servers="
                + KAFKA.bootstrapServers();
        assertEquals(0, run(stores + " --days=1"));
        assertEquals(0, run(stores + " --days=2"));
        assertTrue(err.toString().contains("Going on with 2024-01-02"), err.toString());
    }

    private static List<String> messages(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, List<String>> byKey(String topic) {
        return records(topic).stream()
                .collect(Collectors.groupingBy(
                        record -> new String(record.key(), StandardCharsets.UTF_8),
                        Collectors.mapping(
                                record -> new String(record.value(), StandardCharsets.UTF_8), Collectors.toList())));
    }

    private int run(String options) {
        CommandLine command = Undercurrent.commandLine().setErr(new PrintWriter(err, true));
        return command.execute(("simulate " + options).split(" "));
    }

    private static List<Reading> read(Path file, Columns columns) throws IOException {
        List<Reading> readings = new ArrayList<>();
        try (ReadingCsvReader rows = ReadingCsv.read(file, columns)) {
            rows.forEachRemaining(readings::add);
        }
        return readings;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
