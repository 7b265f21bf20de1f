package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainAndInspectTest {

    @TempDir
    private Path folder;

    private Path readings;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeReadings() throws IOException {
        StringBuilder csv = new StringBuilder("key,date,sales,promotion\n");
        for (int store = 0; store < 3; store++) {
            for (int day = 0; day < 150; day++) {
                csv.append("store-").append(store).append(',');
                csv.append(LocalDate.of(2025, 1, 1).plusDays(day)).append(',');
                csv.append(100 * (store + 1) + 10 * (day % 7))
                        .append(',')
                        .append(day % 5 == 0 ? 1 : 0)
                        .append('\n');
            }
        }
        readings = Files.writeString(folder.resolve("stores.csv"), csv);
    }

    private int run(String... arguments) {
        CommandLine commandLine = Undercurrent.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private int train(Path model, String... more) {
        String[] arguments = {
            "train",
            "--readings",
            readings.toString(),
            "--targets",
            "sales",
            "--covariates",
            "promotion",
            "--horizon",
            "7",
            "--units",
            "8",
            "--steps",
            "60",
            "--model",
            model.toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void trainsAModelThatInspectExplains() throws IOException {
        Path model = folder.resolve("stores.safetensors");
        assertEquals(0, train(model, "--until", "2025-05-20", "--seed", "4"), err::toString);
        assertTrue(out.toString().contains("3 series") && out.toString().contains("gru8@"), out.toString());
        assertTrue(err.toString().contains("validation"), "progress: " + err);

        assertEquals(0, run("inspect", model.toString()), err::toString);
        String text = out.toString();
        for (String expected : new String[] {
            "promotion (flag)",
            "horizon     7 days",
            "gru_1",
            "stores.csv: 3 series, 420 readings, 2025-01-01 to 2025-05-20",
            "seed        4",
            "--until 2025-05-20",
            "by the state"
        }) {
            assertTrue(text.contains(expected), expected + " is missing in\n" + text);
        }

        Path again = folder.resolve("again.safetensors");
        train(again, "--until", "2025-05-20", "--seed", "4");
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(again), "equal seeds give equal files");
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        Path model = folder.resolve("m.safetensors");
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--cell", "transformer"));
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--quantiles", "0.9,0.1"));
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--quantiles", "0.1,0.9"));
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--window", "3"));
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--until", "2025-02-30"));
        assertEquals(Undercurrent.EXIT_USAGE, train(model, "--colour", "blue"));
        for (String expected : new String[] {
            "expected simple-rnn, gru or lstm, but got 'transformer'",
            "quantiles: expected strictly ascending",
            "quantiles: expected 0.5 among them, because the median is what is scored and compared with the baseline,"
                    + " but got [0.1, 0.9]",
            "window: expected 14 to 4096, but got 3",
            "2025-02-30",
            "--colour"
        }) {
            assertTrue(err.toString().contains(expected), expected + " is missing in\n" + err);
        }
        assertTrue(Files.notExists(model));
    }

    @Test
    void namesNumbersThatStandForNoValue() throws IOException {
        List<String> rows = Files.readAllLines(readings).stream()
                .map(row -> row.startsWith("store-1,2025-03-01,") ? "store-1,2025-03-01,-9999.5,0" : row)
                .toList();
        Files.write(readings, rows);
        assertEquals(0, train(folder.resolve("m.safetensors")), err::toString);
        assertTrue(
                err.toString()
                        .contains("warning: sales is -9999.5 on one day, far beyond the other values of its series,"
                                + " first of series 'store-1' on 2025-03-01"),
                err.toString());
    }

    @Test
    void namesAColumnThatIsNotThere() {
        assertEquals(
                Undercurrent.EXIT_USAGE,
                run("train", "--readings", readings.toString(), "--targets", "revenue", "--model", "unused"));
        assertTrue(err.toString().contains("revenue") && err.toString().contains("sales"), err.toString());
    }

    @Test
    void namesAFileThatIsNotThere() {
        String missing = folder.resolve("missing.csv").toString();
        assertEquals(
                Undercurrent.EXIT_FAILURE,
                run("train", "--readings", missing, "--targets", "sales", "--model", "unused"));
        assertTrue(err.toString().contains("train: " + missing + ": there is no such file"), err.toString());
    }

    @Test
    void refusesAModelThatCannotBeWrittenBeforeItTrains() {
        assertEquals(Undercurrent.EXIT_USAGE, train(folder));
        assertTrue(
                err.toString().contains("--model: expected a file that can be written, but got " + folder),
                err.toString());
        Path belowAFile = readings.resolve("m.safetensors");
        assertEquals(Undercurrent.EXIT_USAGE, train(belowAFile));
        assertTrue(err.toString().contains("the folder " + readings + " can't be made"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesToInspectWhatIsNoModel() {
        assertEquals(Undercurrent.EXIT_FAILURE, run("inspect", readings.toString()));
        assertTrue(err.toString().contains("stores.csv"), err.toString());
        assertEquals(
                Undercurrent.EXIT_FAILURE,
                run("inspect", folder.resolve("missing").toString()));
        assertTrue(err.toString().contains("no such file"), err.toString());
    }

    @Test
    void saysWhichCommandsThereAre() {
        assertEquals(Undercurrent.EXIT_USAGE, run());
        assertTrue(err.toString().contains("inspect"), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, run("trian"));
        assertTrue(err.toString().contains("Did you mean: undercurrent train?"), err.toString());
    }

    @Test
    void showsHelpWithExamples() {
        assertEquals(0, run("train", "--help"));
        assertTrue(out.toString().contains("Examples:") && out.toString().contains("--until"), out.toString());
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("ascending, 0.5 among them"), out.toString());
    }
}
