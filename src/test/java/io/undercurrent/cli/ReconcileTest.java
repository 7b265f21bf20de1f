package io.undercurrent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.job.TopicReader;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class ReconcileTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);

    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();

    private int reconcile(String... options) throws Exception {
        Path sums = Files.writeString(directory.resolve("sums.csv"), "key,parent\na,all\nb,all\n");
        List<String> arguments = new ArrayList<>(
                List.of("reconcile", "--bootstrap-servers", KAFKA.bootstrapServers(), "--hierarchy", sums.toString()));
        arguments.addAll(Arrays.asList(options));
        CommandLine line = Undercurrent.commandLine();
        line.setErr(new PrintWriter(said, true));
        return line.execute(arguments.toArray(String[]::new));
    }

    private void assertRefused(String message, String... options) throws Exception {
        said.getBuffer().setLength(0);
        assertEquals(Undercurrent.EXIT_USAGE, reconcile(options));
        assertTrue(said.toString().contains(message), said.toString());
    }

    private static void send(String topic, String key, double first) throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        double[] values = {first - 1, first - 2, first, first, first + 1, first + 2};
        byte[] value =
                new ForecastWriter().write(new Forecast(key, 20_000, 0, "m", Forecast.Source.MODEL, SHAPE, values));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
                    .get();
        }
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertRefused("there is no topic nowhere", "--predictions-topic", "nowhere", "--no-scores");
        assertRefused(
                "--bounded: expected whole forecasts on the topic sums-empty, as run writes them",
                "--predictions-topic",
                "sums-empty",
                "--no-scores",
                "--create-topics",
                "--bounded");
        assertRefused(
                "there is no topic no-scores", "--predictions-topic", "sums-empty", "--scores-topic", "no-scores");
        assertRefused("Invalid value for option '--method'", "--method", "top-down");
        assertRefused("topics: expected different ones", "--output-topic", "predictions");
        Path circle = Files.writeString(directory.resolve("circle.csv"), "key,parent\na,b\nb,a\n");
        said.getBuffer().setLength(0);
        int exit = Undercurrent.commandLine()
                .setErr(new PrintWriter(said, true))
                .execute(
                        "reconcile", "--bootstrap-servers", KAFKA.bootstrapServers(), "--hierarchy", circle.toString());
        assertEquals(Undercurrent.EXIT_USAGE, exit);
        assertTrue(said.toString().contains("--hierarchy: expected no series to be part of itself"), said.toString());
    }

    @Test
    void makesForecastsAddUpAndGoesOnFromItsCheckpoint() throws Exception {
        reconcile("--predictions-topic", "sums-run", "--no-scores", "--create-topics", "--bounded");
        send("sums-run", "a", 10);
        send("sums-run", "b", 20);
        send("sums-run", "all", 36);
        String[] options = {
            "--predictions-topic",
            "sums-run",
            "--no-scores",
            "--bounded",
            "--checkpoint-interval",
            "200ms",
            "--checkpoint-dir",
            directory.resolve("checkpoints").toString(),
            "--restore",
            "latest"
        };
        assertEquals(0, reconcile(options), said.toString());
        assertTrue(
                said.toString()
                        .contains("Makes forecasts of sales for 2 days add up by minimum-trace, 3 series in 1 connected"
                                + " part: sums-run to sums-run.sums, rejected messages to rejected"),
                said.toString());
        Map<String, Forecast> written = new TreeMap<>();
        TopicReader.read(KAFKA.bootstrapServers(), "sums-run.sums").forEach(message -> {
            Forecast forecast = new ForecastParser().parse(message.value());
            written.put(forecast.key(), forecast);
        });
        assertEquals(List.of("a", "all", "b"), List.copyOf(written.keySet()));
        // The six that are missing are shared by three that are as certain as each other.
        assertEquals(12, written.get("a").value(0, 1, 0), 1e-9);
        assertEquals(22, written.get("b").value(0, 1, 0), 1e-9);
        assertEquals(34, written.get("all").value(0, 1, 0), 1e-9);
        Path ofRun = Path.of("src/test/resources/io/undercurrent/job/savepoint-v1");
        options[options.length - 1] = ofRun.toString();
        assertRefused(
                "--restore: expected a checkpoint of this job, but " + ofRun.toUri()
                        + " is one of a job that forecasts by",
                options);
    }

    /** Retention has taken all messages of both topics; their offsets go on. */
    @Test
    void topicsThatWereEmptiedKeepNobodyWaiting() throws Exception {
        String[] options = {"--predictions-topic", "sums-emptied", "--scores-topic", "sums-emptied.scores", "--bounded"
        };
        for (String topic : List.of("sums-emptied", "sums-emptied.scores")) {
            KAFKA.createTopic(topic, 2);
            send(topic, "a", 10);
            send(topic, "b", 10);
            empty(topic, 2);
        }
        assertRefused("--bounded: expected whole forecasts on the topic sums-emptied, as run writes them", options);
        for (String key : List.of("a", "b", "all")) {
            send("sums-emptied", key, 10);
        }
        assertEquals(0, reconcile(options), said.toString());
        assertEquals(
                3,
                TopicReader.read(KAFKA.bootstrapServers(), "sums-emptied.sums").size());
    }

    private static void empty(String topic, int partitions) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            admin.deleteRecords(all).all().get();
        }
    }
}
