package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.restore.CheckpointDirectory;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code run} in processes of its own, which are stopped and killed, and what the next start makes of what they left. */
@Timeout(300)
class RestoreTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of());
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final String FIND_SOON = "--kafka-property=partition.discovery.interval.ms=200";
    private static final int SIGTERM = 128 + 15;

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private static Path directory;

    private static Path model;
    private static Path shorter;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        model = model(7, 1);
        shorter = model(5, 2);
    }

    private static Path model(int horizon, long seed) throws IOException {
        ModelSpec spec =
                new ModelSpec(COLUMNS, List.of(), 14, horizon, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8);
        Path file = directory.resolve("model-" + seed + ".safetensors");
        ModelFile.write(RecurrentModel.untrained(spec, seed), file);
        return file;
    }

    @Test
    void aTopicMadeAnewIsNeitherReadFromOldOffsetsNorMistaken() throws Exception {
        create("anew");
        send("anew", "old", 20);
        Process first = launch("anew", "first", "--restore=latest");
        awaitForecasts("anew", 20);
        first.toHandle().destroy();
        assertEquals(SIGTERM, first.waitFor());

        delete("anew");
        create("anew");
        send("anew", "new", 60);
        assertEquals(Undercurrent.EXIT_USAGE, execute("anew", model, "--restore=latest"), err.toString());
        assertSaid(err.toString(), "run: --restore: the topic anew.readings is not the one that checkpoint file:");
        assertSaid(err.toString(), "it was deleted and created again: its id was ");
        assertFalse(err.toString().contains("org.apache"), err.toString());

        Process second = launch("anew", "second", "--restore=latest", "--on-new-topic=read-from-start");
        awaitForecasts("anew", 20 + 60);
        second.toHandle().destroy();
        assertEquals(SIGTERM, second.waitFor());
        assertSaid(
                said("second"),
                "The topic anew.readings was deleted and created again: it is read from its first message");

        // A topic that came while the job ran is known as well as one that was there.
        Process third = launch("anew", "third", "--restore=latest", "--readings-topic-pattern=anew-.*", FIND_SOON);
        create("anew-later");
        send("anew-later", "newer", 5);
        awaitForecasts("anew", 20 + 60 + 5);
        delete("anew-later");
        create("anew-later");
        send("anew-later", "newest", 100);
        assertTrue(third.waitFor(60, TimeUnit.SECONDS), said("third"));
        assertEquals(Undercurrent.EXIT_FAILURE, third.exitValue(), said("third"));
        assertSaid(
                said("third"),
                "undercurrent run: the topic anew-later.readings is not the one that this job has read: it was deleted and created");
        assertFalse(said("third").contains("org.apache"), said("third"));
    }

    @Test
    void aDirectoryOfCheckpointsServesOneJobAndOneProcessAtATime() throws Exception {
        create("owned");
        send("owned", "a", 20);
        Process first = launch("owned", "owner", "--restore=latest");
        awaitForecasts("owned", 20);
        assertEquals(Undercurrent.EXIT_USAGE, execute("owned", model, "--restore=latest"), err.toString());
        assertSaid(err.toString(), "runs already: process " + first.pid() + " on ");
        first.toHandle().destroyForcibly();
        first.waitFor();

        send("owned", "b", 5);
        Path format = Files.writeString(directory.resolve("owned.yaml"), """
                topic-patterns:
                  owned-.*: {key-field: shop, date-field: day, value: {sales: qty}}
                """);
        String[] more = {"--readings-topic-pattern=owned-.*", "--readings-format=" + format, FIND_SOON};
        create("owned-there");
        send("owned-there", "{\"shop\":\"c\",\"day\":\"2025-01-01\",\"qty\":1}");
        Process second = launch("owned", "next", "--restore=latest", "--start=latest", more[0], more[1], more[2]);
        awaitForecasts("owned", 26);
        create("owned-later");
        send("owned-later", "{\"shop\":\"d\",\"day\":\"2025-01-01\",\"qty\":1}", "{\"shop\":\"d\"}");
        awaitForecasts("owned", 27);
        second.toHandle().destroy();
        assertEquals(SIGTERM, second.waitFor());
        assertSaid(said("next"), "The checkpoint has not read owned-there.readings: the job reads it from its first");
        assertSaid(said("next"), "Goes on from file:");
        ConsumerRecord<byte[], byte[]> rejected =
                TopicReader.read(KAFKA.bootstrapServers(), "owned.rejected").get(0);
        assertEquals("owned-later.readings", header(rejected, "topic"));
        assertEquals("0", header(rejected, "partition"));
        assertEquals("1", header(rejected, "offset"));

        assertEquals(
                Undercurrent.EXIT_USAGE,
                execute("owned", model, "--restore=latest", "--name=Other", "--lateness=7"),
                err.toString());
        assertSaid(
                err.toString(),
                "belongs to the job Undercurrent from owned.readings and all like 'owned-.*' to owned.predictions: name was"
                        + " Undercurrent and is Other, readings topic was owned.readings and all like 'owned-.*' and is"
                        + " owned.readings, lateness was 14 and is 7");

        Path elsewhere = directory.resolve("elsewhere");
        assertEquals(
                Undercurrent.EXIT_USAGE,
                execute("owned", shorter, "--restore=" + newest(), "--checkpoint-dir=" + elsewhere),
                err.toString());
        assertSaid(
                err.toString(),
                " with lateness 14 does not fit the contract of the stored series: horizon was 7 and is 5. Start without"
                        + " --restore to read the series anew, or with a model such as gru8@");
        assertFalse(err.toString().contains("org.apache"), err.toString());

        assertEquals(
                Undercurrent.EXIT_USAGE,
                execute("owned", model, "--restore=" + newest(), "--checkpoint-dir=" + directory.resolve("fewer")),
                err.toString());
        assertSaid(err.toString(), "--restore: expected to go on with all topics that checkpoint file:");
        assertSaid(
                err.toString(),
                " read, but it read owned-later.readings, owned-there.readings, and this job reads owned.readings. Without --restore");

        assertEquals(0, execute("owned", model, "--bounded", more[0], more[1]), err.toString());
        assertSaid(err.toString(), "The job has reached the end of its input, and all that came of it is written");
        assertSaid(err.toString(), "Starts without a checkpoint, although an earlier run left file:");
        assertEquals(
                Undercurrent.EXIT_USAGE,
                execute("owned", model, "--restore=" + directory.resolve("none"), more[0]),
                err.toString());
        assertSaid(err.toString(), "--restore: expected a checkpoint or savepoint, but there is none at file:");
    }

    private static String newest() throws IOException {
        return new CheckpointDirectory(directory.resolve("owned").toUri().toString())
                .latest()
                .orElseThrow();
    }

    private static void assertSaid(String all, String part) {
        assertTrue(all.contains(part), all);
    }

    private static List<String> arguments(String name, Path model, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--readings-topic=" + name + ".readings",
                "--predictions-topic=" + name + ".predictions",
                "--rejected-topic=" + name + ".rejected",
                "--scores-topic=" + name + ".scores",
                "--model=" + model,
                "--parallelism=1",
                "--checkpoint-interval=200ms"));
        if (List.of(further).stream().noneMatch(option -> option.startsWith("--checkpoint-dir"))) {
            arguments.add("--checkpoint-dir=" + directory.resolve(name));
        }
        arguments.addAll(List.of(further));
        return arguments;
    }

    private int execute(String name, Path model, String... further) {
        err.getBuffer().setLength(0);
        CommandLine line = Undercurrent.commandLine();
        line.setOut(new PrintWriter(err));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments(name, model, further).toArray(String[]::new));
    }

    /** In a process of its own, which says what it says in a file of this name. */
    private static Process launch(String name, String file, String... further) throws IOException {
        return CommandProcess.of(arguments(name, model, further))
                .redirectOutput(directory.resolve(file + ".txt").toFile())
                .start();
    }

    private static String said(String file) throws IOException {
        return Files.readString(directory.resolve(file + ".txt"));
    }

    private static void awaitForecasts(String name, int count) {
        ForecastParser parser = new ForecastParser();
        TopicReader.await(KAFKA.bootstrapServers(), name + ".predictions", count, () -> {})
                .forEach(record -> parser.parse(record.value()));
    }

    private static void create(String name) {
        KAFKA.createTopic(name + ".readings", 1);
    }

    private static void delete(String name) throws Exception {
        String topic = name + ".readings";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.sleep(20);
            }
        }
    }

    private static void send(String name, String... messages) throws Exception {
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), name + ".readings", Map.of())) {
            for (String message : messages) {
                producer.send("any", message.getBytes(StandardCharsets.UTF_8));
            }
            producer.flush();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Sends a reading of each of so many days, of one series. */
    private static void send(String name, String series, int days) throws Exception {
        ReadingWriter writer = new ReadingWriter(COLUMNS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int day = 0; day < days; day++) {
                byte[] message = writer.write(Reading.of(series, FIRST.plusDays(day), 100 + day % 7));
                producer.send(new ProducerRecord<>(name + ".readings", message)).get();
            }
        }
    }
}
