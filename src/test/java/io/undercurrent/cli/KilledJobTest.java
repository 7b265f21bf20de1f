package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.restore.CheckpointDirectory;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} in a process that gets SIGKILL where it has most to lose: inside a history, and while series change over to another model.
 * What it leaves in the end is what a job leaves that nothing happened to, each forecast once and each digit the same.
 */
@Timeout(900)
class KilledJobTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of());
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int STORES = 100;
    private static final int HISTORY = 600;

    /** Days before the change, and with those after it. */
    private static final int BEFORE = 20;

    private static final int DAYS = BEFORE + 2;

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private static Path directory;

    /** One for all, because it is asked every few milliseconds. */
    private static Admin admin;

    private static Path old;
    private static Path next;

    /** What a job leaves whose series change over undisturbed: the same for a model of the topic and for that of a restart. */
    private static Map<String, String> changedOver;

    private final List<Job> jobs = new ArrayList<>();

    @BeforeAll
    static void writeModels() throws IOException {
        admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
        old = model(1);
        next = model(2);
    }

    @AfterAll
    static void closeAdmin() {
        admin.close();
    }

    @AfterEach
    void killAll() {
        jobs.forEach(Job::kill);
    }

    private Job job(String name, String... options) {
        Job job = new Job(name, options);
        jobs.add(job);
        return job;
    }

    private static Path model(long seed) throws IOException {
        ModelSpec spec = new ModelSpec(COLUMNS, List.of(), 14, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8);
        Path file = directory.resolve("model-" + seed + ".safetensors");
        ModelFile.write(RecurrentModel.untrained(spec, seed), file);
        return file;
    }

    private static String id(Path model) throws IOException {
        ForecastModel read = ModelFile.read(model);
        return read.id();
    }

    @Test
    void insideAHistory() throws Exception {
        Path history = directory.resolve("history.csv");
        try (ReadingCsvWriter rows = ReadingCsv.write(history, COLUMNS)) {
            for (int day = 0; day < HISTORY; day++) {
                for (int store = 0; store < STORES; store++) {
                    rows.write(reading(store, day));
                }
            }
        }
        Job whole = job("whole-history", "--history=" + history);
        Job killed = job("killed-history", "--history=" + history);
        send(whole, HISTORY, HISTORY + 2);
        send(killed, HISTORY, HISTORY + 2);
        whole.start(old);
        whole.until(() -> whole.says("\nThe past has been read: "));
        finish(whole);
        int inside = 0;
        for (int kills = 0; kills < 2; kills++) {
            Optional<String> before = killed.checkpoint();
            killed.start(old);
            killed.until(() -> !killed.checkpoint().equals(before));
            killed.kill();
            // Forecasts are written once the past has been read.
            inside += killed.written() == 0 ? 1 : 0;
        }
        assertTrue(inside > 0, "each checkpoint came after the history");
        killed.start(old);
        finish(killed);
        assertSame(whole.forecasts(), killed.forecasts());
        assertEquals(2 * STORES, killed.forecasts().size());
    }

    /** Sends another day once the past has been read. A job that waits makes checkpoints all the time: it ends before the next begins. */
    private static void finish(Job job) {
        job.await(STORES);
        send(job, HISTORY + 2, HISTORY + 3);
        job.await(2 * STORES);
        job.kill();
    }

    @Test
    void whileSeriesChangeOverToAModelOfTheTopic() throws Exception {
        Job killed = job("killed-change", "--models-topic=killed-models", "--model-events-topic=killed-model-events");
        send(killed, 0, BEFORE);
        killed.start(old);
        killed.await(BEFORE * STORES);
        push("killed");
        ModelTopics topics = new ModelTopics("killed-models", "killed-model-events");
        ModelLog log = new ModelLog(KAFKA.bootstrapServers(), Map.of(), topics);
        while (log.events().stream().noneMatch(event -> event.what() == ModelEvent.What.ACCEPTED)) {
            Thread.sleep(50);
        }
        killAmongForecasts(killed, old);
        assertSame(changedOver(), killed.forecasts());
        assertModels(killed.forecasts());
    }

    private Map<String, String> changedOver() throws Exception {
        if (changedOver == null) {
            Job whole = job("whole-change", "--models-topic=whole-models", "--model-events-topic=whole-model-events");
            push("whole");
            send(whole, 0, DAYS);
            whole.run(old);
            changedOver = whole.forecasts();
        }
        return changedOver;
    }

    /** Sends the days after the first ones, and kills the job among the forecasts of each. */
    private static void killAmongForecasts(Job job, Path model) throws Exception {
        for (int day = BEFORE; day < DAYS; day++) {
            long before = job.written();
            send(job, day, day + 1);
            job.until(() -> job.written() > before);
            job.kill();
            job.start(model);
        }
        job.await(DAYS * STORES);
        job.kill();
    }

    private static void push(String prefix) {
        int exitCode = Undercurrent.commandLine()
                .execute(
                        "models",
                        "push",
                        next.toString(),
                        "--live",
                        "--from=" + FIRST.plusDays(BEFORE),
                        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                        "--models-topic=" + prefix + "-models",
                        "--model-events-topic=" + prefix + "-model-events");
        assertEquals(0, exitCode);
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((which, forecast) -> assertEquals(forecast, actual.get(which), which));
    }

    private static void assertModels(Map<String, String> forecasts) throws IOException {
        assertEquals(DAYS * STORES, forecasts.size());
        for (int day = 0; day < DAYS; day++) {
            String forecast = forecasts.get("store-0 from " + FIRST.plusDays(day) + " revision 0");
            String expected = id(day < BEFORE ? old : next);
            assertTrue(forecast.contains("\"model\":\"" + expected + "\""), forecast);
        }
    }

    @Test
    void whileSeriesChangeOverToTheModelOfARestart() throws Exception {
        Job killed = job("killed-restart");
        send(killed, 0, BEFORE);
        killed.start(old);
        killed.await(BEFORE * STORES);
        killed.kill();
        killed.start(next);
        killAmongForecasts(killed, next);
        assertSame(changedOver(), killed.forecasts());
        assertModels(killed.forecasts());
    }

    private static Reading reading(int store, int day) {
        return Reading.of("store-" + store, FIRST.plusDays(day), 100 + 10 * (day % 7) + (store * 31 + day * 17) % 23);
    }

    private static void send(Job job, int from, int until) {
        ReadingWriter writer = new ReadingWriter(COLUMNS);
        try (MessageProducer producer =
                new MessageProducer(KAFKA.bootstrapServers(), job.name + ".readings", Map.of())) {
            for (int day = from; day < until; day++) {
                for (int store = 0; store < STORES; store++) {
                    Reading reading = reading(store, day);
                    producer.send(reading.key(), writer.write(reading));
                }
            }
            producer.flush();
        }
    }

    /** A job that is started again and again from its newest checkpoint. */
    private static final class Job {

        private final String name;
        private final String[] options;
        private Process process;

        Job(String name, String... options) {
            this.name = name;
            this.options = options;
            KAFKA.createTopic(name + ".readings", 1);
            KAFKA.createTopic(name + ".predictions", 1);
        }

        void start(Path model) throws IOException {
            List<String> arguments = arguments(model);
            arguments.addAll(List.of("--checkpoint-dir=" + directory.resolve(name), "--restore=latest"));
            process = CommandProcess.of(arguments)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()))
                    .start();
        }

        /** Runs to the end of the topic, undisturbed, and as the others in a process, whose compiler adds up as theirs do. */
        void run(Path model) throws Exception {
            List<String> arguments = arguments(model);
            arguments.add("--bounded");
            process =
                    CommandProcess.of(arguments).redirectOutput(said().toFile()).start();
            assertEquals(0, process.waitFor(), Files.readString(said()));
        }

        private List<String> arguments(Path model) {
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                    "--readings-topic=" + name + ".readings",
                    "--predictions-topic=" + name + ".predictions",
                    "--rejected-topic=" + name + ".rejected",
                    "--scores-topic=" + name + ".scores",
                    "--model=" + model,
                    "--name=" + name,
                    "--parallelism=1",
                    "--checkpoint-interval=200ms"));
            arguments.addAll(List.of(options));
            return arguments;
        }

        private Path said() {
            return directory.resolve(name + ".txt");
        }

        void kill() {
            if (process == null) {
                return;
            }
            process.destroyForcibly();
            process.onExit().join();
        }

        boolean says(String text) {
            try {
                return Files.readString(said()).contains(text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void requireAlive() {
            try {
                assertTrue(process.isAlive(), Files.readString(said()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        void until(BooleanSupplier condition) throws InterruptedException {
            while (!condition.getAsBoolean()) {
                requireAlive();
                Thread.sleep(5);
            }
        }

        /** Returns when so many forecasts are committed. */
        void await(int forecasts) {
            TopicReader.await(KAFKA.bootstrapServers(), name + ".predictions", forecasts, this::requireAlive);
        }

        Optional<String> checkpoint() {
            try {
                return new CheckpointDirectory(directory.resolve(name).toUri().toString()).latest();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Forecasts written, committed or not, and marks of transactions. */
        long written() {
            TopicPartition partition = new TopicPartition(name + ".predictions", 0);
            try {
                return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            } catch (InterruptedException | ExecutionException failure) {
                throw new IllegalStateException("the end of " + partition + " could not be asked", failure);
            }
        }

        /** By series, origin and revision, none of which may be there twice. */
        Map<String, String> forecasts() {
            ForecastParser parser = new ForecastParser();
            Map<String, String> forecasts = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> record :
                    TopicReader.read(KAFKA.bootstrapServers(), name + ".predictions")) {
                Forecast forecast = parser.parse(record.value());
                String which = forecast.key() + " from " + forecast.originDate() + " revision " + forecast.revision();
                String before = forecasts.put(which, new String(record.value(), StandardCharsets.UTF_8));
                assertTrue(before == null, name + " has twice: " + which);
            }
            return forecasts;
        }
    }
}
