package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Undercurrent.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** The job runs in all its ways, and a run that lost a reading would have failed. */
    @Test
    void measuresThePipelineAndWritesWhatItMeasured() throws Exception {
        Path file = directory.resolve("bench.json");
        int exitCode = run(
                "bench", "pipeline", "--keys", "40", "--days", "30", "--repetitions", "1", "--json", file.toString());
        assertEquals(0, exitCode, err.toString());
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertTrue(json.path("machine").has("processor"), json.toString());
        assertEquals("40", json.path("options").path("series").asText());
        List<String> names = json.path("benchmarks").path("pipeline").findValuesAsText("name");
        assertTrue(names.containsAll(List.of("model", "random walk", "model over random walk")), names.toString());
        assertEquals(30, names.size());
        for (JsonNode figure : json.path("benchmarks").path("pipeline")) {
            assertTrue(figure.path("median").asDouble() > 0, figure.toString());
            assertTrue(out.toString().contains(figure.path("name").asText()), out.toString());
        }
    }

    @Test
    void aChangeOfModelLosesNothing() throws Exception {
        Path file = directory.resolve("change.json");
        // The fewest that are taken: two days by the new model, so that what came before it on the first is made again.
        int exitCode = run("bench", "change", "--keys", "200", "--days", "8", "--json", file.toString());
        assertEquals(0, exitCode, err.toString());
        Map<String, Double> figures = new HashMap<>();
        for (JsonNode figure :
                new ObjectMapper().readTree(file.toFile()).path("benchmarks").path("change")) {
            figures.put(figure.path("name").asText(), figure.path("median").asDouble());
        }
        for (String push :
                List.of("announced a week ahead: ", "announced a day ahead: ", "announced as its day begins: ")) {
            assertEquals(0, figures.get(push + "readings without a forecast"), figures.toString());
            assertEquals(0, figures.get(push + "forecasts made twice"), figures.toString());
            assertEquals(
                    1,
                    figures.get(push + "forecasts by the new model, of those from its first day on"),
                    figures.toString());
            assertTrue(figures.get(push + "latency before, p99") > 0, figures.toString());
        }
    }

    /** The other build is this one, in a process of its own, under a folder that looks like a distribution. */
    @Test
    void comparesWithAnotherBuildInTurn() throws Exception {
        Path launcher = Files.createDirectories(directory.resolve("before/bin")).resolve("undercurrent");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + System.getProperty("java.class.path") + "' " + Undercurrent.class.getName() + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Path file = directory.resolve("compared.json");
        String other = directory.resolve("before").toString();
        int exitCode = run("bench", "training", "--quick", "--compare", other, "--json", file.toString());
        assertEquals(0, exitCode, err.toString());
        assertEquals(
                List.of("pair 1 of 1, this build", "pair 1 of 1, " + other),
                err.toString().lines().toList());
        JsonNode ratio = new ObjectMapper()
                .readTree(file.toFile())
                .path("over the other build")
                .path("training")
                .path(0);
        assertTrue(ratio.path("median").asDouble() > 0, ratio.toString());
        assertTrue(out.toString().contains(" against "), out.toString());
    }

    @Test
    void measuresMoreSeriesOnRocksDb() {
        int exitCode = run("bench", "scale", "--scale", "20,40", "--days", "30", "--rocksdb-memory", "64mb");
        assertEquals(0, exitCode, err.toString());
        for (String expected :
                List.of("64.000mb", "20 series, 30 days", "40 series, checkpoint", "40 series over 20")) {
            assertTrue(out.toString().contains(expected), expected + " in " + out);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "pipelines"));
        assertTrue(err.toString().contains("expected some of pipeline, kafka"), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "--keys", "0"));
        assertTrue(err.toString().contains("at least 1 series"), err.toString());
        assertEquals(
                Undercurrent.EXIT_USAGE,
                run("bench", "--compare", directory.resolve("nothing").toString()));
        assertTrue(err.toString().contains("--compare: expected a distribution"), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "change", "--days", "7"));
        assertTrue(err.toString().contains("--days: expected at least 8 for 'change', but got 7"), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, run("bench", "scale", "--rocksdb-memory", "much"));
        assertTrue(err.toString().contains("--rocksdb-memory: expected a size"), err.toString());
    }
}
