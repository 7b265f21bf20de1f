package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.series.Reading;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live model of a topic of models grows old, and its successor is trained, judged and pushed by one command. */
@Timeout(600)
class RetrainTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 90;
    private static final LocalDate NEWEST = FIRST.plusDays(DAYS - 1);
    private static final LocalDate LAST_TRAINED = NEWEST.minusDays(14);

    @TempDir
    private Path directory;

    private StoresCommands commands;
    private Path readings;
    private Path folder;
    private final ModelLog log =
            new ModelLog(KAFKA.bootstrapServers(), Map.of(), new ModelTopics("retrain.models", "retrain.model-events"));

    @BeforeEach
    void writeReadings() throws IOException {
        commands = new StoresCommands(directory);
        readings = directory.resolve("sold.csv");
        folder = Files.createDirectory(directory.resolve("models"));
        try (ReadingCsvWriter writer = ReadingCsv.write(readings, StoresCommands.COLUMNS)) {
            for (int store = 0; store < 2; store++) {
                for (int day = 0; day < DAYS; day++) {
                    int promotion = (day + store) % 5 == 0 ? 1 : 0;
                    double sold = (100 + 10 * (day % 7) + 100 * promotion) * (store + 1);
                    writer.write(Reading.of("store-" + store, FIRST.plusDays(day), sold, promotion));
                }
            }
        }
    }

    @Test
    void aModelThatIsBetterOnDaysThatNeitherKnewBecomesLive() throws IOException {
        retrain(1, "--readings=" + readings);
        said("expected a live model in the topic retrain.models, but there is none");
        run(0, "models", "push", commands.model.toString(), "--live", "--from=2025-04-01");
        ModelEntry before = log.entries().get(ModelRole.LIVE);

        Path announced = Files.writeString(
                readings.resolveSibling("announced.csv"), "key,date,sales,promotion\nstore-1,2025-04-02,,1\n");
        retrain(Undercurrent.EXIT_USAGE, "--readings=" + announced);
        said("announced.csv: expected values of sales, but there are none");

        retrain(1, "--readings=" + readings, "--standard-errors=1000");
        said("Held back from both: " + LAST_TRAINED.plusDays(1) + " to " + NEWEST);
        said("is not better than the live model by more than 1000 standard errors. Nothing was written");
        assertEquals(List.of(), written());
        assertEquals(Map.of(ModelRole.LIVE, before), log.entries());

        run(0, "replay", "--readings=" + readings, "--topic=retrain.readings");
        retrain(0, "--topic=retrain.readings");
        Path file = written().get(0);
        ForecastModel model = ModelFile.read(file);
        assertEquals(folder.resolve(model.id() + ".safetensors"), file);
        assertEquals(LAST_TRAINED.toString(), model.provenance().until());
        assertEquals(1, model.provenance().predecessors().size());
        said("The pinball loss of " + model.id() + " is ");
        Map<ModelRole, ModelEntry> entries = log.entries();
        assertEquals(before.as(ModelRole.PREVIOUS), entries.get(ModelRole.PREVIOUS));
        ModelEntry after = entries.get(ModelRole.LIVE);
        assertEquals(model.checksum(), after.checksum());
        assertEquals(file.toUri().toString(), after.uri());
        assertEquals(NEWEST.plusDays(1), LocalDate.ofEpochDay(after.from()));

        retrain(0, "--topic=retrain.readings", "--anew", "--standard-errors=0", "--dry-run");
        assertEquals(entries, log.entries());
        retrain(0, "--topic=retrain.readings", "--anew", "--standard-errors=0", "--shadow", "--promote-after=20");
        ModelEntry shadow = log.entries().get(ModelRole.SHADOW);
        assertEquals(20, shadow.watch().rule().days());
        assertEquals(after.from(), shadow.from());
        assertEquals(after, log.entries().get(ModelRole.LIVE));
        entries = log.entries();
        retrain(1, "--topic=retrain.readings", "--test-days=28");
        said("Wait until there are 28 days after " + LAST_TRAINED);
        assertEquals(entries, log.entries());
        retrain(Undercurrent.EXIT_USAGE, "--topic=retrain.readings", "--test-days=13");
        said("--test-days: expected at least two horizons of the live model, 14 days, but got 13");
        retrain(Undercurrent.EXIT_USAGE, "--topic=retrain.readings", "--promote-after=20");
        said("--promote-after: expected --shadow with it");
    }

    private void retrain(int exitCode, String... further) {
        List<String> arguments = new ArrayList<>(List.of("retrain", "--models-dir=" + folder, "--steps=150"));
        arguments.addAll(List.of(further));
        run(exitCode, arguments.toArray(String[]::new));
    }

    /** Runs a command, on the topics of this test where it needs any. */
    private void run(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("train")) {
            all.add("--bootstrap-servers=" + KAFKA.bootstrapServers());
        }
        if (!arguments[0].equals("train") && !arguments[0].equals("replay")) {
            all.add("--models-topic=retrain.models");
            all.add("--model-events-topic=retrain.model-events");
        }
        assertEquals(exitCode, commands.execute(all), commands.said());
    }

    private void said(String text) {
        assertTrue(commands.said().contains(text), () -> text + " is missing in\n" + commands.said());
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
