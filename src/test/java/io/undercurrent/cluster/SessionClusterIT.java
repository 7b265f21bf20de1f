package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job jar on a session cluster: {@code flink run} on the same processes again and again. */
@Timeout(300)
@ExtendWith(SessionCluster.Shared.class)
class SessionClusterIT {

    private static final int STORES = 20;
    /** Fewer than it takes until a correction comes: one forecast each. */
    private static final int DAYS = 3;

    private static Stores stores;

    @BeforeAll
    static void send(SessionCluster cluster) throws IOException {
        stores = cluster.stores("session.readings", STORES);
        for (int day = 0; day < DAYS; day++) {
            stores.sendDay(day);
        }
        stores.flush();
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void submitsCancelsAndSubmitsAgainOnTheSameProcesses(SessionCluster cluster) throws Exception {
        for (int attempt = 1; attempt <= 3; attempt++) {
            String job = submit(cluster, "again-" + attempt);
            cluster.awaitForecasts("again-" + attempt, STORES * DAYS);
            cluster.flink().rest().cancel(job);
        }
        String said = cluster.taskManager().said();
        assertFalse(said.contains("already loaded in another classloader"));
        assertFalse(said.contains("UnsatisfiedLinkError"));
    }

    @Test
    void runsTwoJobsSideBySideInOneTaskManagerOnTheHeapAndOnRocksDb(SessionCluster cluster) throws Exception {
        List<String> names = List.of("left", "right");
        List<String> jobs = List.of(
                submit(cluster, "left", "--flink-property=state.backend.type=hashmap"),
                submit(cluster, "right", "--flink-property=state.backend.type=rocksdb"));
        for (String name : names) {
            cluster.awaitForecasts(name, STORES * DAYS);
        }
        assertEquals(
                List.of("HashMapStateBackend", "EmbeddedRocksDBStateBackend"),
                jobs.stream().map(cluster.flink().rest()::stateBackend).toList());
        for (String job : jobs) {
            assertTrue(cluster.flink().rest().runs(job));
            cluster.flink().rest().cancel(job);
        }
        assertEquals(
                Committed.forecasts(cluster.bootstrapServers(), "left.predictions"),
                Committed.forecasts(cluster.bootstrapServers(), "right.predictions"));
    }

    @Test
    void goesOnFromItsOwnDirectoryOfCheckpointsAndFromNoOther(SessionCluster cluster, @TempDir Path directory)
            throws Exception {
        String[] kept = {"--checkpoint-dir=" + directory.toUri(), "--restore=latest"};
        String first = submit(cluster, "kept", kept);
        cluster.awaitForecasts("kept", STORES * DAYS);
        cluster.flink().rest().cancel(first);
        String second = submit(cluster, "kept", kept);
        Await.until(
                "the job goes on",
                () -> cluster.flink().rest().restoredFrom(second).startsWith("file:" + directory));
        cluster.flink().rest().cancel(second);

        JavaProcess other = cluster.flink().run(stores.runArguments("other", kept));
        assertNotEquals(0, other.await(0));
        assertTrue(
                other.said().contains("belongs to the job kept from session.readings to kept.predictions"),
                other.said());
    }

    @Test
    void aSubmissionThatFailsSaysWhyAndLeavesTheClusterAlone(SessionCluster cluster) throws Exception {
        JavaProcess run = cluster.flink()
                .run("run", "--bootstrap-servers=" + cluster.bootstrapServers(), "--model=/none.safetensors");
        assertNotEquals(0, run.await(0));
        assertTrue(run.said().contains("/none.safetensors"), run.said());
        assertEquals(1, cluster.flink().rest().taskManagers());
    }

    private static String submit(SessionCluster cluster, String name, String... further) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--parallelism=1", "--checkpoint-interval=500ms"));
        arguments.addAll(List.of(further));
        return cluster.flink().submit(stores.runArguments(name, arguments.toArray(String[]::new)));
    }
}
