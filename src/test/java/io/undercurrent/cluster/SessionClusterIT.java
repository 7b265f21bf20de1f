package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The job jar on a session cluster: {@code flink run} on the same processes again and again. */
@Timeout(300)
class SessionClusterIT {

    private static final Path DIRECTORY = Distribution.freshDirectory("session");
    private static final int STORES = 20;
    /** Fewer than it takes until a correction comes: one forecast each. */
    private static final int DAYS = 3;

    private static KafkaProcess kafka;
    private static FlinkProcesses flink;
    private static JavaProcess taskManager;
    private static Stores stores;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        flink = FlinkProcesses.of(DIRECTORY.resolve("flink"), Map.of("heartbeat.interval", "1000"));
        flink.startJobManager();
        taskManager = flink.startTaskManager();
        kafka = KafkaProcess.start(DIRECTORY.resolve("kafka"), Map.of());
        stores = Stores.on(kafka.bootstrapServers(), "readings", STORES, 2, DIRECTORY);
        for (int day = 0; day < DAYS; day++) {
            stores.sendDay(day);
        }
        stores.flush();
        flink.awaitTaskManagers(1);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : Arrays.asList(stores, flink, kafka)) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void submitsCancelsAndSubmitsAgainOnTheSameProcesses() throws Exception {
        for (int attempt = 1; attempt <= 3; attempt++) {
            String job = submit("again-" + attempt);
            awaitForecasts("again-" + attempt, STORES * DAYS);
            flink.rest().cancel(job);
        }
        taskManager.requireAlive();
        assertFalse(taskManager.said().contains("already loaded in another classloader"));
        assertFalse(taskManager.said().contains("UnsatisfiedLinkError"));
    }

    @Test
    void runsTwoJobsSideBySideInOneTaskManager() throws Exception {
        List<String> jobs = new ArrayList<>();
        for (String name : List.of("left", "right")) {
            jobs.add(submit(name));
        }
        for (String name : List.of("left", "right")) {
            awaitForecasts(name, STORES * DAYS);
        }
        for (String job : jobs) {
            assertTrue(flink.rest().runs(job));
            flink.rest().cancel(job);
        }
        assertEquals(
                Committed.forecasts(kafka.bootstrapServers(), "left.predictions"),
                Committed.forecasts(kafka.bootstrapServers(), "right.predictions"));
    }

    @Test
    void aSubmissionThatFailsSaysWhyAndLeavesTheClusterAlone() throws Exception {
        JavaProcess run =
                flink.run("run", "--bootstrap-servers=" + kafka.bootstrapServers(), "--model=/none.safetensors");
        assertNotEquals(0, run.await(0));
        assertTrue(run.said().contains("/none.safetensors"), run.said());
        assertEquals(1, flink.rest().taskManagers());
    }

    private static String submit(String name) throws InterruptedException {
        return flink.submit(stores.runArguments(name, "--parallelism=1", "--checkpoint-interval=500ms"));
    }

    private static void awaitForecasts(String name, int count) throws InterruptedException {
        Await.until(count + " forecasts of " + name, () -> {
            taskManager.requireAlive();
            return Committed.forecasts(kafka.bootstrapServers(), name + ".predictions")
                            .size()
                    == count;
        });
    }
}
