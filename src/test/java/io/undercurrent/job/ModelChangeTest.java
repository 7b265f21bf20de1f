package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.cli.models.ListModels;
import io.undercurrent.cli.models.PushModel;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.restore.CheckpointDirectory;
import io.undercurrent.job.restore.StoredCheckpoint;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A job between topics of a real broker whose model changes while readings flow. */
@Timeout(300)
class ModelChangeTest {

    private static final int STORES = StoresOnKafka.STORES;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));

    /** Days of readings before the change, during it, and after it. */
    private static final int BEFORE = 20;

    private static final int DURING = 4;
    private static final int AFTER = 6;
    private static final int FROM = StoresOnKafka.FIRST_DAY + BEFORE;
    private static final int DAYS = BEFORE + DURING + AFTER;

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static EmbeddedFlink flink;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    private static ForecastModel model(long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                seed);
    }

    /** What an uninterrupted job makes of the same readings and models is made by one that is killed and left without its topic. */
    @Test
    void noForecastIsLostOrMadeTwiceWhateverHappensDuringTheChange() throws Exception {
        SharedModel first = SharedModel.of(model(1), "first.safetensors");
        Path second = write(model(2), "second.safetensors");
        ModelLog models = log("change");
        StoresOnKafka stores = stores("change", false);
        stores.connect(first);
        JobClient job = stores.job(first, models, 2, StoresOnKafka.keepingCheckpoints(checkpoints()))
                .executeAsync();
        stores.send(new ReadingWriter(COLUMNS), BEFORE, 0);
        push("change", second);
        await(models, ModelEvent.What.ACCEPTED);
        stores.await(STORES * BEFORE, STORES * (BEFORE - 1));
        long committed = stores.forecastsEnd();
        stores.send(new ReadingWriter(COLUMNS), DURING, BEFORE);
        while (stores.forecastsEnd() == committed) {
            Thread.onSpinWait();
        }
        job.cancel().get();
        deleteTopics("change");

        StoredCheckpoint checkpoint = StoredCheckpoint.read(
                new CheckpointDirectory(checkpoints()).latest().orElseThrow());
        assertTrue(checkpoint.followsModels());
        Configuration restored = StoresOnKafka.keepingCheckpoints(checkpoints());
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.location());
        JobClient again = stores.job(first, models, 1, restored).executeAsync();
        stores.await(STORES * (DAYS - AFTER), STORES * (DAYS - AFTER - 1));
        models.push(List.of(damaged(second)));
        await(models, ModelEvent.What.REFUSED);
        String listed = run(new ListModels(), "change");
        assertTrue(listed.contains("live gru8@"), listed);
        assertTrue(listed.contains("job       change refused it at "), listed);
        assertTrue(listed.contains("damaged.safetensors cannot be read: "), listed);
        stores.send(new ReadingWriter(COLUMNS), AFTER, DAYS - AFTER);
        stores.await(STORES * DAYS, STORES * (DAYS - 1));
        again.cancel().get();

        StoresOnKafka whole = stores("whole", true);
        whole.connect(first);
        whole.send(new ReadingWriter(COLUMNS), DAYS, 0);
        log("whole").create(line -> {});
        push("whole", second);
        whole.job(first, log("whole"), 2, new Configuration()).execute();
        assertEquals(whole.forecasts(), stores.forecasts());
        assertEquals(whole.scores(), stores.scores());
        for (List<Forecast> forecasts : stores.forecasts().values()) {
            assertEquals(DAYS, forecasts.size());
            for (Forecast forecast : forecasts) {
                String model = (forecast.origin() < FROM ? first.get() : model(2)).id();
                assertEquals(model, forecast.model(), forecast.key() + " from " + forecast.origin());
            }
        }
    }

    private Path write(ForecastModel model, String name) throws IOException {
        Path file = directory.resolve(name);
        ModelFile.write(model, file);
        return file;
    }

    /** An entry of a file that has lost its end since. */
    private ModelEntry damaged(Path whole) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Path file = Files.write(directory.resolve("damaged.safetensors"), Arrays.copyOf(bytes, bytes.length - 7));
        return new ModelEntry(
                ModelRole.LIVE, model(2).id(), file.toUri().toString(), model(2).checksum(), FROM + 1, Instant.now());
    }

    private static void push(String name, Path model) {
        run(new PushModel(), name, model.toString(), "--live", "--from=" + LocalDate.ofEpochDay(FROM));
    }

    /** Runs a command on the topics of a job. Returns what it said. */
    private static String run(Callable<Integer> command, String name, String... further) {
        StringWriter said = new StringWriter();
        CommandLine line =
                new CommandLine(command).setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        String[] topics = {
            "--bootstrap-servers=" + KAFKA.bootstrapServers(),
            "--models-topic=" + name + ".models",
            "--model-events-topic=" + name + ".model-events"
        };
        String[] all = Arrays.copyOf(topics, topics.length + further.length);
        System.arraycopy(further, 0, all, topics.length, further.length);
        assertEquals(0, line.execute(all), said.toString());
        return said.toString();
    }

    private static void await(ModelLog models, ModelEvent.What what) throws InterruptedException {
        while (models.events().stream().noneMatch(event -> event.what() == what)) {
            Thread.sleep(50);
        }
    }

    private static void deleteTopics(String name) throws Exception {
        List<String> topics = List.of(name + ".models", name + ".model-events");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            admin.deleteTopics(topics).all().get();
            while (!Collections.disjoint(admin.listTopics().names().get(), topics)) {
                Thread.onSpinWait();
            }
        }
    }

    private static ModelLog log(String name) {
        return new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
    }

    private String checkpoints() {
        return directory.resolve("checkpoints").toUri().toString();
    }

    private static StoresOnKafka stores(String name, boolean bounded) {
        return new StoresOnKafka(
                KAFKA.bootstrapServers(),
                flink,
                name,
                bounded,
                Delivery.EXACTLY_ONCE,
                Map.of(),
                Duration.ofMillis(300));
    }
}
