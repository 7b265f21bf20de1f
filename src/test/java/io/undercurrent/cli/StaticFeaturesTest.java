package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What stays the same about a series, from a file: in simulate, train, inspect and backtest. */
class StaticFeaturesTest {

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;

    private Path readings;
    private Path kinds;
    private Path model;

    @BeforeEach
    void simulate() throws IOException {
        readings = folder.resolve("stores.csv");
        kinds = folder.resolve("kinds.csv");
        model = folder.resolve("m.safetensors");
        run("simulate --stores 24 --days 250 --kinds 2 --static-output KINDS --output READINGS");
        List<String> rows = Files.readAllLines(kinds);
        assertEquals("key,kind,region", rows.get(0));
        assertEquals(25, rows.size());
        assertTrue(rows.get(5).matches("store-5,kind-[12],region-5"), rows.get(5));
    }

    private int run(String line) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine commandLine = Undercurrent.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>();
        for (String argument : line.split(" ")) {
            arguments.add(
                    switch (argument) {
                        case "READINGS" -> readings.toString();
                        case "KINDS" -> kinds.toString();
                        case "MODEL" -> model.toString();
                        default -> argument;
                    });
        }
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    private static final String TRAIN = "train --readings READINGS --targets sales --covariates promotion --window 28"
            + " --horizon 7 --units 8 --steps 40 --model MODEL";

    private static final String BACKTEST =
            "backtest --readings READINGS --model MODEL --from 2023-08-20 --age 1" + " --baselines none";

    @Test
    void aModelKnowsTheKindsThatItWasTrainedWith() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(kinds));
        rows.remove(24);
        rows.set(1, "store-1,outlet,region-1");
        Files.write(kinds, rows);
        assertEquals(0, run(TRAIN + " --static KINDS"), err::toString);
        assertTrue(
                err.toString()
                        .contains("--static: " + kinds
                                + " has no row for 1 of 24 series, the first of them 'store-24': they count as other."),
                err::toString);
        assertTrue(
                out.toString()
                        .contains("Static column kind: 2 levels; 2 of 24 series are of another level, or of none"),
                out::toString);
        assertTrue(
                out.toString()
                        .contains("Static column region: the model does not use it, because no level that tells"
                                + " series apart has 5 series"),
                out::toString);

        assertEquals(0, run("inspect MODEL"), err::toString);
        assertTrue(
                out.toString().matches("(?s).*\\n  static      kind: kind-[12], kind-[12]; all else is other\\n.*"),
                out::toString);

        assertEquals(0, run(BACKTEST + " --static KINDS"), err::toString);
        String told = scores();
        assertFalse(err.toString().contains("Without --static"), err::toString);
        assertEquals(0, run(BACKTEST), err::toString);
        assertTrue(
                err.toString().contains("tells series apart by kind. Without --static each counts as other."),
                err::toString);
        assertFalse(told.equals(scores()), out::toString);
    }

    /** The row of the model in the table of scores. */
    private String scores() {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("model "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(out));
    }

    @Test
    void aModelThatKnowsNoKindsSaysSo() {
        assertEquals(0, run(TRAIN), err::toString);
        assertEquals(0, run(BACKTEST + " --static KINDS"), err::toString);
        assertTrue(
                err.toString()
                        .contains("does not tell series apart: --static changes nothing. Train it with --static."),
                err::toString);
    }

    @Test
    void aWrongFileIsNamedWithItsPlace() throws IOException {
        Files.writeString(kinds, "key,kind\nstore-1,a\nstore-1,b\n");
        for (String command : List.of(TRAIN, "run --bootstrap-servers localhost:1 --model MODEL")) {
            assertEquals(2, run(command + " --static KINDS"), err::toString);
            assertTrue(
                    err.toString()
                            .contains(kinds + ", line 3: column key: expected one row for each series, but got another"
                                    + " for 'store-1'"),
                    err::toString);
        }
        assertFalse(Files.exists(model));
    }

    @Test
    void aNumberOfKindsIsNamedIfItIsNone() {
        assertEquals(2, run("simulate --kinds 0 --output READINGS"));
        assertTrue(err.toString().contains("--kinds: expected at least 1, but got 0"), err::toString);
    }
}
