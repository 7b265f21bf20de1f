package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                // The weekday's median knows nothing of the promotions: there is something to learn.
                csv.append(100 * (store + 1) + 10 * (day % 7) + (day % 5 == 0 ? 50 : 0))
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

    /** The model keeps the holidays: backtest is given none, and no reading carries any. */
    @Test
    void trainsAModelThatKnowsHolidays() throws IOException {
        Path model = folder.resolve("stores.safetensors");
        Path fairs = Files.writeString(folder.resolve("fairs.csv"), "date,name\n2025-03-08,Spring fair\n");
        assertEquals(0, train(model, "--holidays", "DE-BY,US", "--holidays-file", fairs.toString()), err::toString);
        assertEquals(0, run("inspect", model.toString()), err::toString);
        for (String expected : new String[] {
            "holidays    DE-BY from 2025-01-01 to 2040-12-31 (Jollyday",
            "Corpus Christi",
            "holidays    fairs from 2025-01-01 to 2025-12-31 (file): Spring fair",
            "--holidays DE-BY,US"
        }) {
            assertTrue(out.toString().contains(expected), () -> expected + " is missing in\n" + out);
        }
        assertFalse(out.toString().contains(fairs.toString()), "where the file lay is nobody's business");
        int exitCode = run(
                "backtest",
                "--readings",
                readings.toString(),
                "--model",
                model.toString(),
                "--from",
                "2025-05-01",
                "--baselines",
                "flag-median");
        assertEquals(0, exitCode, err::toString);
        assertEquals(2, train(model, "--holidays", "Germny"));
        assertTrue(err.toString().contains("there are DE"), err::toString);
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
    void goesOnWithTheWeightsOfAModel() throws IOException {
        Path before = folder.resolve("before.safetensors");
        assertEquals(0, train(before, "--until", "2025-04-20"), err::toString);
        Path after = folder.resolve("after.safetensors");
        String[] more = {"train", "--continue=" + before, "--readings=" + readings, "--steps=60", "--model=" + after};
        assertEquals(0, run(more), err::toString);
        ForecastModel model = ModelFile.read(after);
        assertEquals(7, model.shape().horizon());
        assertEquals(new Columns(List.of("sales"), List.of("promotion")), model.columns());
        assertEquals(0, run("inspect", after.toString()), err::toString);
        String id = ModelFile.read(before).id();
        assertTrue(
                out.toString().contains("  after       " + id + ": stores.csv, 2025-01-01 to 2025-04-20"),
                () -> "" + out);
        assertTrue(out.toString().contains("  options     --steps 60\n"), "where a model lay is nobody's business");

        String[] other = Arrays.copyOf(more, more.length + 1);
        other[more.length] = "--horizon=14";
        assertEquals(Undercurrent.EXIT_USAGE, run(other));
        assertTrue(
                err.toString().contains("--horizon: expected none with --continue, because " + before + " states it"),
                err.toString());
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "old-year-in-january.csv | sales | 5 rows contradict an earlier row | 'shop-9' on 2023-01-03 has sales 478 in line 65 and 147 in line 430",
                "several-rows-a-day.csv | num_sold | 732 rows contradict an earlier row | 'Belgium' on 2024-01-01 has num_sold 270 in line 2 and 173 in line 3",
            })
    void countsRowsThatContradictEachOther(String name, String target, String count, String first) {
        assertEquals(0, trainCase(name, target), err::toString);
        assertTrue(err.toString().contains(count), err.toString());
        assertTrue(err.toString().contains("The first: " + first), err.toString());
    }

    @Test
    void refusesOrCombinesRowsOfADayWhereToldTo() {
        assertEquals(
                Undercurrent.EXIT_USAGE, trainCase("several-rows-a-day.csv", "num_sold", "--on-duplicate", "error"));
        assertTrue(
                err.toString()
                        .contains(
                                "several-rows-a-day.csv: expected one value for each key, day and column, but 'Belgium'"
                                        + " on 2024-01-01 has num_sold 270 in line 2 and 173 in line 3"),
                err.toString());
        assertEquals(0, trainCase("several-rows-a-day.csv", "num_sold", "--on-duplicate", "sum"), err::toString);
        assertTrue(err.toString().contains("rows were combined"), err.toString());
        assertFalse(err.toString().contains("Warning"), err.toString());
    }

    @Test
    void trainsOnColumnsWithAnyName() throws IOException {
        Path model = folder.resolve("case.safetensors");
        assertEquals(
                0,
                trainCase(
                        "units-in-names.csv",
                        "temperature_2m_min (°C),\"a \"\"b\"\" c\"",
                        "--covariates=\"sum, daily (mm)\"",
                        "--covariates=Wind+Solar,key figure"),
                err::toString);
        assertEquals(
                new Columns(
                        List.of("temperature_2m_min (°C)", "a \"b\" c"),
                        List.of("sum, daily (mm)", "Wind+Solar", "key figure")),
                ModelFile.read(model).columns());
        assertEquals(0, run("inspect", model.toString()), err::toString);
        assertTrue(out.toString().contains("temperature_2m_min (°C), \"a \"\"b\"\" c\""), out.toString());
    }

    @Test
    void trainsOnParquet() throws IOException {
        readings = Path.of("src/test/resources/io/undercurrent/format/parquet/row-groups.parquet");
        assertEquals(0, train(folder.resolve("m.safetensors")), err::toString);
        assertTrue(out.toString().contains("Training on 5 series of row-groups.parquet"), out.toString());
    }

    private int trainCase(String name, String targets, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--readings=src/test/resources/cases/" + name,
                "--targets=" + targets,
                "--horizon=7",
                "--units=4",
                "--steps=10",
                "--model=" + folder.resolve("case.safetensors")));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
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
                        .contains("Warning: sales is -9999.5 on one day, far beyond the other values of its series,"
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
    void namesAFileWithoutRows() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "key,date,sales\r\n");
        String model = folder.resolve("m.safetensors").toString();
        assertEquals(
                Undercurrent.EXIT_USAGE,
                run("train", "--readings", empty.toString(), "--targets", "sales", "--model", model));
        assertTrue(err.toString().contains(empty + ": expected rows, but there are none"), err.toString());
    }

    @Test
    void namesAFileThatIsNotThere() {
        String missing = folder.resolve("missing.csv").toString();
        assertEquals(
                Undercurrent.EXIT_FAILURE,
                run("train", "--readings", missing, "--targets", "sales", "--model", "unused"));
        assertTrue(err.toString().contains("train: " + missing + ": there is no such file"), err.toString());
    }

    /** The digits of some languages are others, which no script reads. */
    @Test
    void printsTheSameDigitsInAnyLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Path model = folder.resolve("m.safetensors");
            assertEquals(0, train(model), err::toString);
            assertEquals(0, run("inspect", model.toString()), err::toString);
        } finally {
            Locale.setDefault(before);
        }
        String all = out.toString() + err;
        assertTrue(all.contains("step ") && all.contains("3 series"), all);
        assertFalse(
                all.codePoints()
                        .anyMatch(character -> Character.isDigit(character) && (character < '0' || character > '9')),
                all);
    }

    @Test
    void readsTheStandardInput() throws IOException {
        InputStream before = System.in;
        System.setIn(Files.newInputStream(readings));
        try {
            readings = Path.of("-");
            assertEquals(0, train(folder.resolve("m.safetensors")), err::toString);
        } finally {
            System.setIn(before);
        }
        assertTrue(out.toString().contains("Training on 3 series of the standard input"), out.toString());
    }

    @Test
    void namesWhatAnUnknownOptionIsMeantToBe() {
        assertEquals(Undercurrent.EXIT_USAGE, run("train", "--reading", "x.csv", "--targets", "sales"));
        assertTrue(
                err.toString().startsWith("undercurrent train: Unknown option: '--reading', did you mean --readings"),
                err.toString());
    }

    @Test
    void refusesAModelThatCannotBeWrittenBeforeItTrains() {
        assertEquals(Undercurrent.EXIT_USAGE, train(folder));
        assertTrue(
                err.toString().contains("--model: expected a file that can be written, but got " + folder),
                err.toString());
        Path belowAFile = readings.resolve("m.safetensors");
        assertEquals(Undercurrent.EXIT_USAGE, train(belowAFile));
        assertTrue(err.toString().contains(belowAFile + ": there is no folder " + readings), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, train(folder.resolve("missing/m.safetensors")));
        assertTrue(err.toString().contains("there is no folder " + folder.resolve("missing")), err.toString());
        assertEquals(Undercurrent.EXIT_USAGE, train(Path.of("-")));
        assertTrue(err.toString().contains("but got -: it cannot go to the standard output"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesToInspectWhatIsNoModel() {
        assertEquals(Undercurrent.EXIT_FAILURE, run("inspect", readings.toString()));
        assertTrue(
                err.toString().contains("stores.csv: expected a model as 'undercurrent train' writes it"),
                err.toString());
        assertEquals(Undercurrent.EXIT_FAILURE, run("inspect", folder.toString()));
        assertTrue(err.toString().contains(folder + ": expected a file, but this is a folder"), err.toString());
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
        assertTrue(err.toString().contains("Unknown command: 'trian', did you mean train "), err.toString());
    }

    @Test
    void showsHelpWithExamples() {
        assertEquals(0, run("train", "--help"));
        assertTrue(out.toString().contains("Examples:") && out.toString().contains("--until"), out.toString());
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("ascending, 0.5 among them"), out.toString());
    }
}
