package io.undercurrent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.format.result.ScoreWriter;
import io.undercurrent.job.TopicReader;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.reconciliation.continuous.ReconciledStores;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code reconcile} in a process that gets SIGKILL while it writes. What it leaves in the end is what a job leaves that nothing happened
 * to, each forecast once.
 */
@Timeout(300)
class KilledReconcileTest {

    private static final int DAYS = 60;

    /** Days before the job starts, and with those among whose forecasts it is killed. */
    private static final int BEFORE = 30;

    private static final int KILLED = 45;

    private static final ReconciledStores STORES = new ReconciledStores(DAYS, 7);
    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Test
    void leavesEachSumOnceWhateverWasUnfinished() throws Exception {
        createTopics("whole-sums");
        send("whole-sums", 0, DAYS);
        assertEquals(
                0,
                Undercurrent.commandLine()
                        .execute(arguments("whole-sums", "--bounded").toArray(String[]::new)));

        createTopics("killed-sums");
        send("killed-sums", 0, BEFORE);
        String restore = "--restore=latest";
        start(arguments("killed-sums", restore));
        TopicReader.await(KAFKA.bootstrapServers(), output("killed-sums"), 1, this::requireAlive);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            long before = written(admin);
            send("killed-sums", BEFORE, KILLED);
            while (written(admin) == before) {
                requireAlive();
                Thread.sleep(2);
            }
        }
        kill();
        int unfinished = sums("killed-sums").size();
        Map<String, Forecast> whole = sums("whole-sums");
        assertTrue(unfinished > 0 && unfinished < whole.size(), unfinished + " of " + whole.size());

        send("killed-sums", KILLED, DAYS);
        start(arguments("killed-sums", restore));
        // Corrections by late scores are written after a pause for further ones.
        while (!areSame(whole, sums("killed-sums"))) {
            requireAlive();
            Thread.sleep(200);
        }
        assertTrue(said().contains("Goes on from file:"), this::said);
        assertEquals(STORES.backtested(Way.MINIMUM_TRACE).keySet(), whole.keySet());
        assertEquals(
                0,
                TopicReader.read(KAFKA.bootstrapServers(), rejected("killed-sums"))
                        .size());
    }

    private static boolean areSame(Map<String, Forecast> expected, Map<String, Forecast> actual) {
        return expected.keySet().equals(actual.keySet())
                && expected.entrySet().stream()
                        .allMatch(each -> Arrays.equals(
                                each.getValue().values(),
                                actual.get(each.getKey()).values()));
    }

    private static String output(String name) {
        return name + ".predictions.sums";
    }

    private static String rejected(String name) {
        return name + ".rejected";
    }

    private static void createTopics(String name) {
        for (String topic : List.of(name + ".predictions", name + ".scores", output(name))) {
            // The messages are as old as their days: the broker would delete them.
            KAFKA.createTopic(topic, 1, Map.of("retention.ms", "-1"));
        }
    }

    private List<String> arguments(String name, String... further) throws IOException {
        StringBuilder rows = new StringBuilder("key,parent\n");
        ReconciledStores.parents()
                .forEach((key, parents) -> parents.forEach(
                        parent -> rows.append(key).append(',').append(parent).append('\n')));
        Path hierarchy = Files.writeString(directory.resolve("sums.csv"), rows);
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--hierarchy=" + hierarchy,
                "--predictions-topic=" + name + ".predictions",
                "--scores-topic=" + name + ".scores",
                "--rejected-topic=" + rejected(name),
                "--name=" + name,
                "--parallelism=1",
                "--checkpoint-interval=1s",
                "--checkpoint-dir=" + directory.resolve(name)));
        arguments.addAll(List.of(further));
        return arguments;
    }

    private void start(List<String> arguments) throws IOException {
        process = CommandProcess.of(arguments)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("said").toFile()))
                .start();
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void requireAlive() {
        assertTrue(process.isAlive(), this::said);
    }

    /** Forecasts written by the job that is killed, committed or not, and marks of transactions. */
    private static long written(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition(output("killed-sums"), 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** The forecasts and scores of some days, in the order of days. */
    private static void send(String name, int from, int until) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int day = ReconciledStores.FIRST_DAY + from; day < ReconciledStores.FIRST_DAY + until; day++) {
                for (DayScore score : STORES.scores()) {
                    if (score.day() == day) {
                        byte[] message = new ScoreWriter().write(score);
                        producer.send(message(name + ".scores", day, score.key(), message));
                    }
                }
                for (Forecast forecast : STORES.forecasts()) {
                    if (forecast.origin() == day) {
                        byte[] message = new ForecastWriter().write(forecast);
                        producer.send(message(name + ".predictions", day, forecast.key(), message));
                    }
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, int day, String key, byte[] value) {
        return new ProducerRecord<>(topic, null, Duration.ofDays(day).toMillis(), key.getBytes(UTF_8), value);
    }

    /**
     * By series and origin the forecast with the highest revision. None may be there twice, and none may come after a higher one.
     */
    private static Map<String, Forecast> sums(String name) {
        ForecastParser parser = new ForecastParser();
        Map<String, Forecast> newest = new TreeMap<>();
        Set<String> all = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicReader.read(KAFKA.bootstrapServers(), output(name))) {
            Forecast forecast = parser.parse(record.value());
            String which = forecast.key() + " from " + forecast.origin();
            assertTrue(all.add(which + " revision " + forecast.revision()), name + " has twice: " + forecast);
            Forecast before = newest.put(which, forecast);
            assertTrue(before == null || before.revision() < forecast.revision(), forecast + " after " + before);
        }
        return newest;
    }
}
