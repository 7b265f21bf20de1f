package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final ModelSpec SPEC = new ModelSpec(
            new Columns(List.of("sales"), List.of("promotion")),
            List.of(true),
            28,
            7,
            List.of(0.1, 0.5, 0.9),
            ModelSpec.Cell.GRU,
            6,
            1,
            4);

    @TempDir
    private Path folder;

    private Path readings;
    private Path model;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeReadingsAndModel() throws IOException {
        StringBuilder csv = new StringBuilder("key,date,sales,promotion\n");
        for (int store = 0; store < 3; store++) {
            for (int day = 0; day < 100; day++) {
                int sales = 100 * (store + 1) + 10 * (day % 7) + day * 37 % 11;
                csv.append("store-").append(store).append(',');
                csv.append(FIRST_DAY.plusDays(day)).append(',');
                csv.append(day % 23 == 7 ? "" : sales)
                        .append(',')
                        .append(day % 5 == 0 ? 1 : 0)
                        .append('\n');
            }
        }
        readings = Files.writeString(folder.resolve("stores.csv"), csv);
        model = folder.resolve("stores.safetensors");
        ModelFile.write(RecurrentModel.untrained(SPEC, 1), model);
    }

    private int backtest(String... more) {
        CommandLine commandLine = Undercurrent.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        String[] arguments = {"backtest", "--readings", readings.toString(), "--model", model.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return commandLine.execute(all);
    }

    @Test
    void comparesTheModelWithTheBaselinesInTableJsonAndReport() throws IOException {
        Path json = folder.resolve("scores.json");
        Path report = folder.resolve("report.html");
        Path weights =
                Files.writeString(folder.resolve("weights.csv"), "key,weight\nstore-0,0.2\nstore-1,0.3\nstore-2,0.5\n");
        int exitCode = backtest(
                "--from",
                "2025-03-15",
                "--to",
                "2025-04-01",
                "--every",
                "3",
                "--horizon",
                "5",
                "--weights",
                weights.toString(),
                "--json",
                json.toString(),
                "--report",
                report.toString());
        assertEquals(0, exitCode, err::toString);
        JsonNode root = new ObjectMapper().readTree(Files.readString(json));
        assertEquals(6, root.at("/plan/origins").asInt());
        assertEquals("-", root.at("/plan/trainedUntil").asText(), "the model is untrained");
        assertEquals(5, root.at("/model/byLead/RMSE").size());
        assertEquals(13, root.at("/baselines").size(), "all baselines, the network included");
        String table = out.toString();
        for (String word : List.of("WRMSSE", "80% in", "holt-winters", "feed-forward", "RMSE by days ahead")) {
            assertTrue(table.contains(word), () -> word + " is missing in\n" + table);
        }
        String mase = String.format(
                Locale.ROOT, "%.3f", root.at("/baselines/theta/MASE").asDouble());
        assertTrue(table.lines().anyMatch(line -> line.startsWith("theta ") && line.contains(mase)), table);
        JsonNode inside = root.at("/model/byLead/coverage").elements().next();
        List<String> shares = new ArrayList<>();
        inside.forEach(share -> shares.add(String.format(Locale.ROOT, "%.1f", 100 * share.asDouble())));
        assertEquals(5, shares.size());
        List<String> lines = table.lines().toList();
        int head = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("Model's share inside by days ahead"))
                .findFirst()
                .orElseThrow());
        assertEquals("80% " + String.join(" ", shares), lines.get(head + 1).replaceAll(" +", " "));
        assertTrue(err.toString().contains("model: 18 forecasts"), "progress: " + err);
        assertTrue(Files.readString(report).contains("Backtest of gru6@"));
    }

    /** With a name or without one. The distances of whole sales from a whole median have a whole sum, over three stores and ten days. */
    @Test
    void quantilesAreWholeNumbersOnDemand() throws IOException {
        Path json = folder.resolve("scores.json");
        String[] days = {
            "--from",
            "2025-03-01",
            "--to",
            "2025-03-10",
            "--horizon",
            "2",
            "--baselines",
            "none",
            "--json",
            json.toString()
        };
        for (String[] more : List.of(new String[] {"--counts"}, new String[] {"--counts", "sales"}, new String[0])) {
            assertEquals(0, backtest(with(days, more)), err::toString);
            JsonNode errors = new ObjectMapper().readTree(json.toFile()).at("/model/byLead/MAE");
            boolean whole = true;
            for (JsonNode error : errors) {
                double sum = 3 * 10 * error.asDouble();
                whole &= Math.abs(sum - Math.rint(sum)) < 1e-6;
            }
            assertEquals(more.length > 0, whole, String.join(" ", more) + ": " + errors);
        }
        assertEquals(2, backtest(with(days, "--counts", "sales,sale")));
        assertTrue(err.toString().contains("expected some of the targets [sales], but got [sale]"), err::toString);
    }

    @Test
    void comparesWithAJobThatChangedOverToTheModel() throws IOException {
        Path before = folder.resolve("before.safetensors");
        ModelFile.write(RecurrentModel.untrained(SPEC, 2), before);
        Path json = folder.resolve("scores.json");
        String[] days = {"--from", "2025-03-01", "--to", "2025-03-14", "--baselines", "none", "--json", json.toString()
        };
        assertEquals(0, backtest(with(days, "--changed-from", before.toString())), err::toString);
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        double fromTheStart = root.at("/model/MASE").asDouble();
        double changed = root.at("/forecasts/changed/MASE").asDouble();
        assertTrue(changed > 0 && changed != fromTheStart, "scores: " + root);
        String description = root.at("/forecasts/changed/description").asText();
        assertTrue(description.contains("in the place of ") && description.endsWith("from 2025-03-01 on"), description);
        assertEquals(
                0,
                backtest(with(days, "--changed-from", before.toString(), "--changed-on", "2025-01-01")),
                err::toString);
        root = new ObjectMapper().readTree(json.toFile());
        assertEquals(root.at("/model/MASE"), root.at("/forecasts/changed/MASE"), "changed before the first reading");
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void scoresForecastsMadeElsewhereBesideItsOwn() throws IOException {
        StringBuilder csv = new StringBuilder("key,origin,day,0.1,0.5,0.9\n");
        for (String line : Files.readString(readings).lines().skip(1).toList()) {
            String[] cells = line.split(",");
            LocalDate day = LocalDate.parse(cells[1]);
            int ahead = (int) (day.toEpochDay() - LocalDate.of(2025, 3, 15).toEpochDay());
            if (ahead > 0 && ahead <= 8 && !cells[2].isEmpty()) {
                csv.append(cells[0] + ",2025-03-15," + day + ",0," + cells[2] + ",900\n");
            }
        }
        Path other = Files.writeString(folder.resolve("other.csv"), csv);
        Path json = folder.resolve("scores.json");
        String[] options = {
            "--from", "2025-03-15", "--baselines", "naive", "--forecasts", other.toString(), "--json", json.toString()
        };
        assertEquals(0, backtest(options), err::toString);
        JsonNode root = new ObjectMapper().readTree(Files.readString(json));
        assertEquals(0, root.at("/forecasts/other/MASE").asDouble(), "they are what happened");
        double model = root.at("/model/MASE").asDouble();
        assertEquals(
                -model, root.at("/forecasts/other/besideModel/MASE/difference").asDouble(), 1e-9);
        assertTrue(out.toString().contains("Error above the model's"), out::toString);
        assertTrue(err.toString().contains("other.csv: 3 rows are of other series or origins"), err::toString);
        Files.writeString(other, csv.substring(0, csv.indexOf("store-2")));
        assertUsage("expected a forecast of each day with a value from each of the 3 origins", options);
        Path taken = Files.writeString(folder.resolve("naive.csv"), csv);
        assertUsage("'naive' is taken", "--from", "2025-03-15", "--forecasts", taken.toString());
    }

    /** As training does: what train warns of must not keep its model from being tested. */
    @Test
    void namesAndLeavesOutReadingsWhoseDatesStandAlone() throws IOException {
        Path expected = folder.resolve("expected.json");
        assertEquals(0, backtest("--from", "2025-03-15", "--json", expected.toString()), err::toString);
        assertFalse(err.toString().contains("left out"), err::toString);
        Files.writeString(readings, "store-0,0001-01-01,7,0\nstore-1,1900-01-01,7,0\n", StandardOpenOption.APPEND);
        Path actual = folder.resolve("actual.json");
        assertEquals(0, backtest("--from", "2025-03-15", "--json", actual.toString()), err::toString);
        assertTrue(
                err.toString()
                        .contains("left out 2 readings dated months or years away from all others: 'store-0' on 0001"),
                err::toString);
        assertEquals(Files.readString(expected), Files.readString(actual));
    }

    /** The third store's sales are less than those of the others together, which is told. */
    @Test
    void makesForecastsOfSeriesThatAddUpAgree() throws IOException {
        Path hierarchy = Files.writeString(
                folder.resolve("sums.csv"), "key,parent\nstore-0,store-2\nstore-1,store-2\nstore-2,\n");
        Path json = folder.resolve("scores.json");
        String[] options = {
            "--from",
            "2025-03-15",
            "--to",
            "2025-04-01",
            "--baselines",
            "naive",
            "--hierarchy",
            hierarchy.toString(),
            "--json",
            json.toString()
        };
        assertEquals(0, backtest(options), err::toString);
        JsonNode root = new ObjectMapper().readTree(Files.readString(json));
        assertEquals(2, root.at("/model/levels/0/series").asInt());
        assertEquals(1, root.at("/baselines/naive/levels/1/series").asInt());
        assertEquals(
                root.at("/model/levels/0/MAE").asDouble(),
                root.at("/forecasts/bottom-up/levels/0/MAE").asDouble(),
                1e-6);
        assertTrue(root.at("/forecasts/minimum-trace/levels/1/MASE").isNumber(), root::toString);
        assertTrue(out.toString().contains("MASE by level"), out::toString);
        assertTrue(
                err.toString().contains("--hierarchy: 'store-2' is not the sum of its 2 parts on 93 of 95 days"),
                err::toString);
        assertTrue(out.toString().contains("0 (2 series)"), out::toString);
        Path taken = Files.writeString(folder.resolve("bottom-up.csv"), "key,origin,day,0.5\n");
        assertUsage("'bottom-up' is taken", with(options, "--forecasts", taken.toString()));
        Files.writeString(hierarchy, "key,parent\nstore-0,region\n");
        assertUsage(
                "--hierarchy: expected readings of all 2 series, but there are none of 1, such as 'region'", options);
        Files.writeString(hierarchy, "key,parent\nstore-0,store-2\nstore-0,store-2\n");
        assertUsage("sums.csv, line 3: expected each pair of a series and its sum once", options);
        Files.writeString(hierarchy, "key,region\nstore-0,north\n");
        assertUsage("--hierarchy: ", options);
    }

    @Test
    void comparesWithTheBaselinesAskedFor() {
        assertEquals(0, backtest("--from", "2025-03-15", "--baselines", "theta,naive"), err::toString);
        assertTrue(out.toString().contains("naive") && out.toString().contains("theta"), out.toString());
        assertFalse(out.toString().contains("holt-winters"), out.toString());
    }

    @Test
    void writesTheScoresAloneToTheStandardOutput() throws IOException {
        assertEquals(0, backtest("--from", "2025-03-15", "--baselines", "none", "--json", "-"), err::toString);
        assertEquals(
                1,
                new ObjectMapper().readTree(out.toString()).at("/plan/origins").asInt());
        assertTrue(err.toString().contains("Scores"), err.toString());
    }

    @Test
    void saysThatTheModelMeetsEverySeriesYoung() {
        assertEquals(0, backtest("--from", "2025-03-15", "--age", "3", "--baselines", "none"), err::toString);
        assertTrue(out.toString().contains("as if it had begun 3 days before each forecast"), out.toString());
    }

    @Test
    void refusesWhatCannotBe() {
        assertUsage("--changed-on: expected --changed-from", "--from", "2025-03-15", "--changed-on", "2025-03-15");
        assertUsage("--age: expected at least 1 day, but got 0", "--from", "2025-03-15", "--age", "0");
        assertUsage(
                "--horizon: expected at most the model's 7 days, but got 8", "--from", "2025-03-15", "--horizon", "8");
        assertUsage("to: expected a day not before", "--from", "2025-03-15", "--to", "2025-03-14");
        assertUsage("no series has both at 2026-03-15", "--from", "2026-03-15");
        assertUsage("--json: expected a file that can be written", "--from", "2025-03-15", "--json", "/");
        assertUsage("--report: expected a file that can be written", "--from", "2025-03-15", "--report", "/");
        assertUsage(
                "there is no folder " + folder.resolve("missing"),
                "--from",
                "2025-03-15",
                "--report",
                folder.resolve("missing/report.html").toString());
        assertEquals("", out.toString(), "before any work");
        assertUsage("--baselines: expected some of naive, ", "--from", "2025-03-15", "--baselines", "best");
    }

    private void assertUsage(String message, String... options) {
        assertEquals(Undercurrent.EXIT_USAGE, backtest(options), err::toString);
        assertTrue(err.toString().contains(message), err.toString());
    }
}
