package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS and passwords between the job and Kafka, and where the passwords do not appear. */
@Timeout(300)
@ExtendWith(SessionCluster.Shared.class)
class KafkaSecurityIT {

    private static final int STORES = 5;

    @TempDir
    private Path directory;

    @Test
    void aJobReadsAndWritesOverTlsAndItsPasswordStaysOutOfLogsAndTheWebPage(SessionCluster cluster) throws Exception {
        FlinkProcesses flink = cluster.flink();
        try (Stores stores = cluster.stores("secure.readings", STORES)) {
            stores.sendDay(0);
            stores.flush();
            String job = flink.submit(arguments(
                    stores,
                    "--bootstrap-servers=" + cluster.secureListener().address(),
                    "--kafka-properties=" + cluster.secureListener().clientSettings()));
            cluster.awaitForecasts("secure", STORES);
            for (String page : pages(flink.rest(), job)) {
                assertFalse(flink.rest().text(page).contains(SecureListener.PASSWORD), page);
            }
            flink.rest().cancel(job);
            assertTrue(cluster.taskManager().said().contains("sasl.jaas.config = [hidden]"), "the settings are logged");
            assertEquals(List.of(), filesThatTell(flink.logs()));
        }
    }

    @Test
    void aWrongPasswordFailsTheSubmissionAndIsNotRepeated(SessionCluster cluster) throws Exception {
        String wrong = "a-wrong-password";
        Path settings = directory.resolve("client.properties");
        Files.writeString(
                settings,
                Files.readString(cluster.secureListener().clientSettings()).replace(SecureListener.PASSWORD, wrong));
        try (Stores stores = cluster.stores("wrong.readings", STORES)) {
            JavaProcess run = cluster.flink()
                    .run(arguments(
                            stores,
                            "--bootstrap-servers=" + cluster.secureListener().address(),
                            "--kafka-properties=" + settings));
            assertNotEquals(0, run.await(0));
            assertTrue(run.said().contains("Authentication failed"), run.said());
            assertFalse(run.said().contains(wrong), run.said());
        }
    }

    /** Those of {@code stores}, with other ways to Kafka. */
    private static String[] arguments(Stores stores, String... connection) {
        List<String> arguments = new ArrayList<>();
        for (String argument : stores.runArguments("secure", "--parallelism=1", "--checkpoint-interval=500ms")) {
            if (!argument.startsWith("--bootstrap-servers")) {
                arguments.add(argument);
            }
        }
        arguments.addAll(List.of(connection));
        return arguments.toArray(String[]::new);
    }

    /** What Flink's web page shows of a job and of the cluster. */
    private static List<String> pages(FlinkRest rest, String job) {
        List<String> pages = new ArrayList<>(List.of(
                "/config",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobs/overview",
                "/jobs/" + job,
                "/jobs/" + job + "/config",
                "/jobs/" + job + "/plan",
                "/jobs/" + job + "/exceptions",
                "/jobs/" + job + "/checkpoints",
                "/jobs/" + job + "/checkpoints/config",
                "/jobs/" + job + "/accumulators",
                "/taskmanagers"));
        for (JsonNode vertex : rest.json("/jobs/" + job).path("vertices")) {
            pages.add("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
            pages.add("/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/accumulators");
        }
        return pages;
    }

    private static List<Path> filesThatTell(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> telling = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(SecureListener.PASSWORD)) {
                    telling.add(file);
                }
            }
            return telling;
        }
    }
}
