package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files as users bring them, which training once went wrong on. */
class TrainCasesTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Path file(String name) {
        try {
            return Path.of(TrainCasesTest.class.getResource("/cases/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int train(Path readings, Path model, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--readings", readings.toString()));
        arguments.addAll(List.of("--targets", "sales", "--model", model.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Undercurrent.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private static void assertSameWeights(Path expected, Path actual) throws IOException {
        RecurrentModel one = (RecurrentModel) ModelFile.read(expected);
        RecurrentModel other = (RecurrentModel) ModelFile.read(actual);
        one.networks()
                .forEach((name, network) -> assertArrayEquals(
                        network.parameters(), other.networks().get(name).parameters(), name));
        assertEquals(one.provenance().validationLoss(), other.provenance().validationLoss());
    }

    @Test
    void oneShopOfAYearIsTrained() throws IOException {
        Path model = folder.resolve("m.safetensors");
        String[] options = {"--horizon", "7", "--steps", "100", "--units", "16"};
        assertEquals(0, train(file("one-series-366-days.csv"), model, options), err::toString);
        assertFalse((out.toString() + err).contains("NaN"), err::toString);
        assertTrue(ModelFile.read(model).provenance().steps() > 0);
        for (String expected :
                new String[] {"mean error", "MASE", "this model", "the week before", "error on the days held back"}) {
            assertTrue(out.toString().contains(expected), expected + " is missing in\n" + out);
        }
        // The steps shrink to nothing over any training, so its end does not say what a longer one would reach.
        assertFalse(out.toString().contains("would not help"), out::toString);
    }

    @Test
    void oneDateOf1900IsNamedAndLeftOut() throws IOException {
        List<String> rows = Files.readAllLines(file("one-date-of-1900.csv"));
        Path without = Files.write(
                folder.resolve("without.csv"),
                rows.stream().filter(row -> !row.contains("1900-01-01")).toList());
        assertEquals(rows.size() - 1, Files.readAllLines(without).size());
        String[] options = {"--horizon", "7", "--steps", "60", "--units", "8"};
        Path expected = folder.resolve("expected.safetensors");
        assertEquals(0, train(without, expected, options), err::toString);
        assertFalse(err.toString().contains("left out"), err::toString);
        Path actual = folder.resolve("actual.safetensors");
        assertEquals(0, train(file("one-date-of-1900.csv"), actual, options), err::toString);
        assertTrue(
                err.toString().contains("left out 1 reading") && err.toString().contains("'shop-007' on 1900-01-01"),
                err::toString);
        assertSameWeights(expected, actual);
    }

    /** A heading that is misspelt elsewhere, or a feed that ended: training has no share of the blame. */
    @Test
    void columnsWithoutValuesAreNamed() throws IOException {
        StringBuilder rows = new StringBuilder("key,date,sales,returns,weather,price\n");
        for (int day = 0; day < 150; day++) {
            rows.append("a,")
                    .append(LocalDate.of(2025, 1, 1).plusDays(day))
                    .append(',')
                    .append(100 + 7 * day % 31);
            rows.append(day < 60 ? "," + day % 3 : ",").append(",,\n");
        }
        Path file = Files.writeString(folder.resolve("gone.csv"), rows);
        Path model = folder.resolve("m.safetensors");
        String[] options = {"--horizon", "7", "--steps", "20", "--units", "4", "--covariates", "weather,price"};
        assertEquals(0, train(file, model, options), err::toString);
        assertTrue(
                err.toString().contains("Warning: there is no value of weather, price: nothing is learned"),
                err::toString);
        err.getBuffer().setLength(0);
        assertEquals(0, train(file, model, "--targets", "returns", "--horizon", "7", "--steps", "20", "--units", "4"));
        assertFalse(err.toString().contains("no value of"), err::toString);
        assertTrue(out.toString().contains("returns: nothing on these days to compare with"), out::toString);
        assertFalse(out.toString().contains("returns: validation kept"), out::toString);
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() throws IOException {
        String[] options = {"--horizon", "7", "--steps", "60", "--units", "8"};
        Path sorted = folder.resolve("sorted.safetensors");
        Path mixed = folder.resolve("mixed.safetensors");
        assertEquals(0, train(file("order-sorted.csv"), sorted, options), err::toString);
        assertEquals(0, train(file("order-mixed.csv"), mixed, options), err::toString);
        assertSameWeights(sorted, mixed);
    }

    @Test
    void seriesOfAFewDaysAreLeftOutOfTheValidation() throws IOException {
        Path model = folder.resolve("m.safetensors");
        String[] options = {"--horizon", "7", "--steps", "60", "--units", "8"};
        assertEquals(0, train(file("one-to-ten-days.csv"), model, options), err::toString);
        assertTrue(out.toString().contains("10 series with fewer than 14 days"), out::toString);
        assertTrue(ModelFile.read(model).provenance().validationLoss() < 1, err::toString);
    }

    /** Promotion days sell 40 % more; the windows of eight weeks have seen one or two such weeks. */
    @Test
    void promotionsAreLearnedWithTheDefaultWindow() throws IOException {
        Path readings = file("promotion-three-shops.csv");
        Path path = folder.resolve("m.safetensors");
        String[] options = {"--covariates", "promotion", "--horizon", "14", "--steps", "300"};
        assertEquals(0, train(readings, path, options), err::toString);
        ForecastModel model = ModelFile.read(path);
        double forecasts = 0;
        double sales = 0;
        int days = 0;
        for (History history : histories(readings, model)) {
            try (Forecaster forecaster = model.forecaster(1)) {
                float[] state = new float[model.stateSize()];
                float[] input = new float[forecaster.inputSize()];
                EncodedOrigins context = forecaster.origins(1);
                float[] forecast = new float[model.shape().size()];
                SlidingWindow window = history.windowAt(history.firstDay(), model.window(), 14, 1);
                for (int day = history.firstDay(); day < history.lastDay(); day++) {
                    if (day > history.firstDay()) {
                        history.advance(window);
                    }
                    forecaster.encodeDay(window, day, input, 0);
                    forecaster.step(1, input, state);
                    forecaster.encodeOrigin(window, day, context, 0);
                    forecaster.forecast(1, state, context, 0, forecast);
                    for (int lead = 1; day > history.firstDay() + 100 && lead <= 14; lead++) {
                        if (history.value(day + lead, 1) == 1 && history.hasTarget(day + lead, 1)) {
                            forecasts += forecast[model.shape().index(0, 1, lead - 1)];
                            sales += history.value(day + lead, 0);
                            days++;
                        }
                    }
                }
            }
        }
        double mean = forecasts / days;
        assertTrue(mean > 135 && mean < 145, mean + " where " + sales / days + " came");
    }

    private static List<History> histories(Path readings, ForecastModel model) throws IOException {
        HistoryBuilder histories = new HistoryBuilder(model.columns().count());
        try (ReadingCsvReader rows = ReadingCsv.read(readings, model.columns())) {
            rows.forEachRemaining(histories::add);
        }
        return histories.build();
    }

    /** What never changes is known before any training. */
    @Test
    void aTrainingThatGainsNothingGivesTheForecastsOfTheBaselineAndSaysSo() throws IOException {
        Path readings = constant();
        Path model = folder.resolve("m.safetensors");
        String[] options = {"--horizon", "7", "--steps", "60", "--units", "8"};
        assertEquals(0, train(readings, model, options), err::toString);
        String expected =
                "sales: the network did not improve on the baseline, so the forecasts are those of the baseline, median of"
                        + " the same weekday";
        assertTrue(out.toString().contains(expected), out::toString);
        assertEquals(0, run("inspect", model.toString()), err::toString);
        assertTrue(
                out.toString()
                        .contains("sales: weekday median (adds nothing: the forecasts are those of the baseline)"),
                out::toString);
        assertTrue(((RecurrentModel) ModelFile.read(model)).isBaseline(0));
    }

    @Test
    void goingOnWithoutAGainWritesNothingUnlessToldOtherwise() throws IOException {
        Path readings = constant();
        Path before = folder.resolve("before.safetensors");
        assertEquals(0, train(readings, before, "--horizon", "7", "--steps", "60", "--units", "8"), err::toString);
        Path after = folder.resolve("after.safetensors");
        String[] goOn = {"train", "--readings=" + readings, "--continue=" + before, "--steps=60", "--model=" + after};
        assertEquals(Undercurrent.EXIT_FAILURE, run(goOn), err::toString);
        assertTrue(err.toString().contains("nothing was written"), err::toString);
        assertTrue(Files.notExists(after));
    }

    /** Numbers that stand for no value; a window of a year learns nothing beyond its baseline here. */
    @Test
    void numbersForNoValueLeaveAModel() throws IOException {
        Path model = folder.resolve("m.safetensors");
        String[] options = {
            "train", "--readings=" + file("minus-9999.csv"), "--targets=value", "--horizon=7", "--model=" + model
        };
        assertEquals(0, run(options), err::toString);
        assertTrue(out.toString().contains("Window: "), out::toString);
        assertTrue(ModelFile.read(model).provenance().validationLoss() < 1, out::toString);
    }

    private Path constant() throws IOException {
        Path readings = folder.resolve("constant.csv");
        StringBuilder csv = new StringBuilder("key,date,sales\n");
        for (int day = 1; day <= 120; day++) {
            csv.append("shop,").append(LocalDate.ofYearDay(2025, day)).append(",17\n");
        }
        return Files.writeString(readings, csv);
    }

    @Test
    void progressDoesNotDependOnTheDigitsOfTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            String[] options = {"--horizon", "7", "--steps", "60", "--units", "8"};
            assertEquals(0, train(file("one-series-366-days.csv"), folder.resolve("m"), options), err::toString);
            assertTrue(err.toString().contains("step 0 of 60: validation 0."), err::toString);
            assertFalse((out.toString() + err).matches("(?s).*[٠-٩].*"), out + "\n" + err);
        } finally {
            Locale.setDefault(before);
        }
    }
}
