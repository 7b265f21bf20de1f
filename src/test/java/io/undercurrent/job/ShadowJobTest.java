package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.cli.models.ListModels;
import io.undercurrent.cli.models.PushModel;
import io.undercurrent.cli.models.RemoveModel;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.restore.CheckpointDirectory;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A job between topics of a real broker in which a model forecasts beside the live one. */
@Timeout(300)
class ShadowJobTest {

    private static final int STORES = StoresOnKafka.STORES;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));

    /** Days before there is a shadow, and days with it. */
    private static final int BEFORE = 6;

    private static final int BESIDE = 8;
    private static final int FROM = StoresOnKafka.FIRST_DAY + BEFORE;

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

    private static ForecastModel model(int horizon, long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(COLUMNS, List.of(true), 14, horizon, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                seed);
    }

    @Test
    void aShadowForecastsToATopicOfItsOwnUntilItIsRemoved() throws Exception {
        SharedModel live = SharedModel.of(model(5, 1), "live.safetensors");
        ForecastModel shadow = model(5, 2);
        ModelLog models = log("shadow");
        StoresOnKafka stores = stores("shadow");
        JobClient job = stores.job(live, models, 2, new Configuration()).executeAsync();
        stores.send(new ReadingWriter(COLUMNS), BEFORE, 0);
        stores.await(STORES * BEFORE, 0);
        push("shadow", model(9, 3));
        await(models, ModelEvent.What.REFUSED, 1);
        push("shadow", shadow);
        await(models, ModelEvent.What.ACCEPTED, 1);
        stores.send(new ReadingWriter(COLUMNS), BESIDE, BEFORE);
        stores.awaitShadows(STORES * BESIDE);
        run(new RemoveModel(), "shadow", "--shadow", "--from=" + LocalDate.ofEpochDay(FROM + BESIDE));
        await(models, ModelEvent.What.ACCEPTED, 2);
        stores.send(new ReadingWriter(COLUMNS), 2, BEFORE + BESIDE);
        int days = BEFORE + BESIDE + 2;
        stores.await(STORES * days, STORES * (days - 1));
        job.cancel().get();

        Map<String, List<Forecast>> shadows = stores.shadows();
        assertEquals(STORES, shadows.size());
        shadows.values().forEach(forecasts -> {
            assertEquals(BESIDE, forecasts.size());
            for (int day = 0; day < BESIDE; day++) {
                assertEquals(FROM + day, forecasts.get(day).origin());
                assertEquals(shadow.id(), forecasts.get(day).model());
            }
        });
        stores.forecasts().values().forEach(forecasts -> {
            assertEquals(days, forecasts.size());
            forecasts.forEach(forecast -> assertEquals(live.get().id(), forecast.model()));
        });
        assertTrue(models.events().stream()
                .anyMatch(event -> event.why().endsWith("does not fit: horizon 9 instead of 5")));
        String listed = run(new ListModels(), "shadow");
        assertTrue(listed.contains("shadow none from " + LocalDate.ofEpochDay(FROM + BESIDE) + " on"), listed);
    }

    /** Two tasks compare, one decides, and a job that goes on from its checkpoint does not decide again. */
    @Test
    void aBetterShadowBecomesLiveByItself() throws Exception {
        // Of random models, on readings that are always the same, the second is better.
        SharedModel live = SharedModel.of(model(5, 2), write(model(5, 2)).toString());
        ForecastModel shadow = model(5, 4);
        ModelLog models = log("rule");
        StoresOnKafka stores = stores("rule");
        JobClient job = stores.job(live, models, 2, StoresOnKafka.keepingCheckpoints(checkpoints()))
                .executeAsync();
        stores.send(new ReadingWriter(COLUMNS), BEFORE, 0);
        stores.await(STORES * BEFORE, 0);
        push("rule", shadow, "--promote-after=11", "--promote-confidence=0.9", "--rollback-days=14");
        await(models, ModelEvent.What.ACCEPTED, 1);
        // The last of them is the newest day, the first is not compared: eleven.
        int beside = 13;
        int undecided = 10;
        stores.send(new ReadingWriter(COLUMNS), undecided, BEFORE);
        // So that neither task is days ahead of the other when there are enough.
        stores.await(STORES * (BEFORE + undecided), 0);
        stores.send(new ReadingWriter(COLUMNS), beside - undecided, BEFORE + undecided);
        await(models, ModelEvent.What.PROMOTED, 1);
        // The live model, and the one before as its shadow.
        await(models, ModelEvent.What.ACCEPTED, 3);
        stores.send(new ReadingWriter(COLUMNS), 2, BEFORE + beside);
        int days = BEFORE + beside + 2;
        stores.await(STORES * days, STORES * (days - 1));
        stores.awaitShadows(STORES * (beside + 2));
        job.cancel().get();

        Configuration restored = StoresOnKafka.keepingCheckpoints(checkpoints());
        restored.set(
                StateRecoveryOptions.SAVEPOINT_PATH,
                new CheckpointDirectory(checkpoints()).latest().orElseThrow());
        JobClient again = stores.job(live, models, 1, restored).executeAsync();
        // Too few days for a decision to go back.
        stores.send(new ReadingWriter(COLUMNS), 6, days);
        days += 6;
        stores.await(STORES * days, STORES * (days - 1));
        stores.awaitShadows(STORES * (beside + 8));
        again.cancel().get();

        List<ModelEvent> events = models.events();
        List<ModelEvent> promoted = events.stream()
                .filter(event -> event.what() == ModelEvent.What.PROMOTED)
                .toList();
        assertEquals(1, promoted.size(), promoted.toString());
        assertEquals(STORES, promoted.get(0).figures().orElseThrow().series());
        int from = promoted.get(0).entry().from();
        assertEquals(FROM + beside, from);
        for (Map<String, List<Forecast>> each : List.of(stores.forecasts(), stores.shadows())) {
            boolean counts = each.equals(stores.forecasts());
            each.values()
                    .forEach(forecasts -> forecasts.forEach(forecast -> {
                        boolean byLive = forecast.origin() < from == counts;
                        assertEquals((byLive ? live.get() : shadow).id(), forecast.model(), forecast.toString());
                    }));
        }
        String listed = run(new ListModels(), "rule");
        assertTrue(listed.contains("  promoted  by rule at "), listed);
        assertTrue(listed.contains("until     " + LocalDate.ofEpochDay(from + 14) + ", as the model before"), listed);
    }

    private String checkpoints() {
        return directory.resolve("checkpoints").toUri().toString();
    }

    private Path write(ForecastModel model) throws IOException {
        Path file = directory.resolve(model.id() + ".safetensors");
        ModelFile.write(model, file);
        return file;
    }

    private void push(String name, ForecastModel model, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(further));
        arguments.add(write(model).toString());
        arguments.add("--shadow");
        arguments.add("--from=" + LocalDate.ofEpochDay(FROM));
        run(new PushModel(), name, arguments.toArray(String[]::new));
    }

    /** Runs a command on the topics of a job. Returns what it said. */
    private static String run(Callable<Integer> command, String name, String... further) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of(
                "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--models-topic=" + name + ".models",
                "--model-events-topic=" + name + ".model-events"));
        all.addAll(List.of(further));
        CommandLine line =
                new CommandLine(command).setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        assertEquals(0, line.execute(all.toArray(String[]::new)), said.toString());
        return said.toString();
    }

    private static void await(ModelLog models, ModelEvent.What what, int count) throws InterruptedException {
        while (models.events().stream().filter(event -> event.what() == what).count() < count) {
            Thread.sleep(50);
        }
    }

    private static ModelLog log(String name) {
        return new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
    }

    private static StoresOnKafka stores(String name) {
        return new StoresOnKafka(
                KAFKA.bootstrapServers(), flink, name, false, Delivery.EXACTLY_ONCE, Map.of(), Duration.ofMillis(300));
    }
}
