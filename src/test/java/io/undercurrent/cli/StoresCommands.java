package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.job.TopicReader;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;

/** A file with readings of five stores, a model for them, and the commands that bring both together on the broker of this JVM. */
final class StoresCommands {

    static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    static final int STORES = 5;
    static final int DAYS = 30;

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    final Path readings;
    final Path model;

    private final Path directory;
    private final StringWriter said = new StringWriter();

    /** Writes both files into {@code directory}. */
    StoresCommands(Path directory) {
        this.directory = directory;
        readings = directory.resolve("stores.csv.gz");
        model = directory.resolve("model.safetensors");
        try {
            writeReadings();
            ModelFile.write(
                    RecurrentModel.untrained(
                            new ModelSpec(
                                    COLUMNS, List.of(true), 14, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                            1),
                    model);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void writeReadings() throws IOException {
        try (ReadingCsvWriter writer = ReadingCsv.write(readings, COLUMNS)) {
            for (int store = 0; store < STORES; store++) {
                for (int day = 0; day < DAYS; day++) {
                    double sales = day == 7 ? Double.NaN : 100 + 10 * (day % 7) + store;
                    writer.write(Reading.of("store-" + store, FIRST.plusDays(day), sales, day % 2));
                }
            }
        }
    }

    /** What the commands said so far. */
    String said() {
        return said.toString();
    }

    /** Runs in a process of its own until there are so many forecasts, then stops it as Ctrl-C does. Returns what it said. */
    String runUntil(int count, String name, String... further) throws Exception {
        Process process = start(count, name, further);
        process.toHandle().destroy();
        assertEquals(128 + 15, process.waitFor());
        String said = Files.readString(directory.resolve("said"));
        assertFalse(said.contains("undercurrent run:") || said.contains("Exception"), said);
        return said;
    }

    /** Starts a process of its own and returns when there are so many forecasts. */
    Process start(int count, String name, String... further) throws Exception {
        Process process = CommandProcess.of(arguments(name, further))
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            TopicReader.await(
                    KAFKA.bootstrapServers(),
                    name + ".predictions",
                    count,
                    () -> assertTrue(process.isAlive(), this::saidByTheProcess));
            return process;
        } catch (Exception | Error failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private String saidByTheProcess() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    int replay(String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--readings=" + readings,
                "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--topic=" + name + ".readings"));
        arguments.addAll(List.of(further));
        return execute(arguments);
    }

    int run(String name, String... further) {
        return execute(arguments(name, further));
    }

    private List<String> arguments(String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--readings-topic=" + name + ".readings",
                "--predictions-topic=" + name + ".predictions",
                "--rejected-topic=" + name + ".rejected",
                "--model=" + model.toUri(),
                "--parallelism=2",
                "--checkpoint-interval=200ms"));
        arguments.addAll(List.of(further));
        return arguments;
    }

    int execute(List<String> arguments) {
        CommandLine line = Undercurrent.commandLine();
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));
        return line.execute(arguments.toArray(String[]::new));
    }

    List<Forecast> forecasts(String name) {
        ForecastParser parser = new ForecastParser();
        return TopicReader.read(KAFKA.bootstrapServers(), name + ".predictions").stream()
                .map(record -> parser.parse(record.value()))
                .toList();
    }
}
