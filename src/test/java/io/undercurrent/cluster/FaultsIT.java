package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.job.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Exactly once, whatever dies: processes are killed while stores send their days, and in the end each forecast is there once,
 * with the same digits as those of a job that nothing happened to.
 *
 * <p>{@code -Dfaults=long} kills more, over more readings, and tells what it does; {@code -Dfaults.seed} chooses the moments.
 */
@Timeout(1200)
class FaultsIT {

    private static final Path DIRECTORY = Distribution.freshDirectory("faults");
    private static final int PARALLELISM = 2;
    private static final boolean LONG = "long".equals(System.getProperty("faults"));
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 10_000);
    private static final int STORES = LONG ? 2000 : 200;
    private static final int DAYS = LONG ? 110 : 50;
    private static final long PAUSE_MS = LONG ? 1000 : 400;

    private enum Fault {
        TASK_MANAGER("SIGKILL to a task manager"),
        JOB_MANAGER("SIGKILL to the job manager"),
        BROKER("SIGKILL to the broker");

        private final String text;

        Fault(String text) {
            this.text = text;
        }
    }

    private static final List<Fault> FAULTS = LONG
            ? List.of(
                    Fault.TASK_MANAGER,
                    Fault.TASK_MANAGER,
                    Fault.TASK_MANAGER,
                    Fault.TASK_MANAGER,
                    Fault.JOB_MANAGER,
                    Fault.BROKER)
            : List.of(Fault.TASK_MANAGER, Fault.JOB_MANAGER, Fault.BROKER);

    private final Random random = new Random(SEED);
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private final long start = System.nanoTime();
    private KafkaProcess kafka;
    private ZooKeeperProcess zooKeeper;
    private FlinkProcesses flink;
    private JavaProcess jobManager;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        tell("seed %d: %d stores, %d days, %d faults at random moments", SEED, STORES, DAYS, FAULTS.size());
        zooKeeper = ZooKeeperProcess.start(DIRECTORY.resolve("zookeeper"));
        flink = FlinkProcesses.of(
                DIRECTORY.resolve("flink"),
                Map.of(
                        "high-availability.type", "zookeeper",
                        "high-availability.zookeeper.quorum", zooKeeper.address(),
                        "high-availability.zookeeper.client.session-timeout", "5s",
                        "high-availability.storageDir",
                                DIRECTORY.resolve("ha").toUri().toString(),
                        "taskmanager.load-balance.mode", "SLOTS",
                        "heartbeat.interval", "1s",
                        "heartbeat.timeout", "10s"));
        jobManager = flink.startJobManager();
        taskManagers.add(flink.startTaskManager());
        taskManagers.add(flink.startTaskManager());
        kafka = KafkaProcess.start(DIRECTORY.resolve("kafka"), Map.of());
        flink.awaitTaskManagers(2);
        tell("a broker, ZooKeeper, a job manager and two task managers run, each a process of its own");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable process : Arrays.asList(flink, zooKeeper, kafka)) {
            if (process != null) {
                process.close();
            }
        }
    }

    @Test
    void eachForecastIsThereOnceAndAsIfNothingHadHappened() throws Exception {
        try (Stores stores = Stores.on(kafka.bootstrapServers(), "readings", STORES, PARALLELISM, DIRECTORY)) {
            String disturbed = submit(stores, "disturbed");
            try (ForecastMonitor monitor = new ForecastMonitor(kafka.bootstrapServers(), "disturbed.predictions")) {
                replayWithFaults(stores, monitor);
                tell("%,d readings sent; the same once more, undisturbed", stores.sent());
                String undisturbed = submit(stores, "undisturbed", "--bounded");
                Await.until("the undisturbed job is done", () -> {
                    String state = flink.rest().jobState(undisturbed);
                    assertTrue(
                            !state.equals("FAILED"), () -> flink.rest().text("/jobs/" + undisturbed + "/exceptions"));
                    return state.equals("FINISHED");
                });
                Map<String, String> expected = Committed.forecasts(kafka.bootstrapServers(), "undisturbed.predictions");
                assertTrue(expected.size() > STORES * DAYS, "a forecast for each day, and revisions");
                Await.until(
                        expected.size() + " forecasts of the disturbed job", () -> monitor.count() >= expected.size());
                flink.rest().cancel(disturbed);
                assertSame(expected, Committed.forecasts(kafka.bootstrapServers(), "disturbed.predictions"));
                Map<String, String> scores = Committed.scores(kafka.bootstrapServers(), "undisturbed.scores");
                assertSame(scores, Committed.scores(kafka.bootstrapServers(), "disturbed.scores"));
                tell(
                        "%,d forecasts and %,d scores, each once, each digit the same; %d readings rejected",
                        expected.size(), scores.size(), rejected());
            }
        }
    }

    private String submit(Stores stores, String name, String... further) throws InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--parallelism=" + PARALLELISM,
                "--partitions=" + PARALLELISM,
                "--checkpoint-interval=1s",
                "--checkpoint-dir="
                        + DIRECTORY.resolve("checkpoints").resolve(name).toUri()));
        options.addAll(List.of(further));
        return flink.submit(stores.runArguments(name, options.toArray(String[]::new)));
    }

    /** The faults come in random order, each at a random day of its share of the days. */
    private void replayWithFaults(Stores stores, ForecastMonitor monitor) throws InterruptedException {
        List<Fault> faults = new ArrayList<>(FAULTS);
        Collections.shuffle(faults, random);
        int share = DAYS / (faults.size() + 1);
        try (DailyReplay replay = new DailyReplay(stores, PAUSE_MS)) {
            replay.allow(share);
            Await.until("the first forecasts", () -> monitor.count() > 0);
            for (int i = 0; i < faults.size(); i++) {
                replay.await(share * i + 1 + random.nextInt(share - 1));
                // Until the next fault the stores go on, whatever state the job is in.
                replay.allow(share * (i + 2));
                Thread.sleep(random.nextInt((int) PAUSE_MS));
                int today = replay.days();
                long fault = System.nanoTime();
                cause(faults.get(i));
                Await.until(
                        "forecasts after " + faults.get(i).text,
                        () -> monitor.newestOrigin() > Stores.FIRST_DAY + today);
                tell(
                        "day %d: %s, forecasts of newer readings after %.1f s",
                        today, faults.get(i).text, (System.nanoTime() - fault) / 1e9);
            }
            replay.allow(DAYS);
            replay.await(DAYS);
        }
        flink.awaitTaskManagers(2);
    }

    private void cause(Fault fault) throws InterruptedException {
        switch (fault) {
            case TASK_MANAGER -> {
                Set<String> busy = flink.rest().busyTaskManagers();
                List<JavaProcess> working = taskManagers.stream()
                        .filter(process -> busy.contains(process.name()))
                        .toList();
                JavaProcess victim = working.get(random.nextInt(working.size()));
                taskManagers.remove(victim);
                victim.kill();
                Thread.sleep(random.nextInt((int) Duration.ofSeconds(3).toMillis()));
                taskManagers.add(flink.startTaskManager());
            }
            case JOB_MANAGER -> {
                jobManager.kill();
                jobManager = flink.startJobManager();
            }
            case BROKER -> {
                kafka.kill();
                kafka.start();
            }
            default -> throw new IllegalStateException(fault.toString());
        }
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> actual) {
        List<String> differences = new ArrayList<>();
        expected.forEach((name, forecast) -> {
            if (!forecast.equals(actual.get(name)) && differences.size() < 3) {
                differences.add("expected " + forecast + " but got " + actual.get(name));
            }
        });
        assertEquals(List.of(), differences, "seed " + SEED);
        assertEquals(expected.size(), actual.size(), "seed " + SEED);
    }

    private int rejected() {
        int rejected =
                TopicReader.read(kafka.bootstrapServers(), "disturbed.rejected").size();
        assertEquals(0, rejected, "seed " + SEED);
        return rejected;
    }

    private void tell(String text, Object... arguments) {
        if (LONG) {
            System.out.printf(
                    Locale.ROOT,
                    "%6.1f s  %s%n",
                    (System.nanoTime() - start) / 1e9,
                    String.format(Locale.ROOT, text, arguments));
        }
    }
}
