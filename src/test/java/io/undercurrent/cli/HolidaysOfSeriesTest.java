package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.holiday.HolidayRules;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of two countries, which sell less on the holidays of their own: from a file of keys to the forecasts of a job. */
class HolidaysOfSeriesTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final LocalDate FIRST = LocalDate.of(2023, 6, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 6, 29);

    /** A holiday of the United States, and not of Germany. */
    private static final LocalDate JULY_FOURTH = LocalDate.of(2025, 7, 4);

    /** A day on which the American stores sell less too, which only a file knows. */
    private static final LocalDate FAIR = LocalDate.of(2025, 7, 2);

    private static final int HORIZON = 7;
    private static final double LESS = 40;

    @TempDir
    private Path folder;

    private Path readings;
    private Path twins;
    private Path countries;
    private Path fairs;
    private Path model;
    private StoresCommands commands;

    @BeforeEach
    void write() throws IOException {
        readings = folder.resolve("known.csv");
        twins = folder.resolve("twins.csv");
        countries = folder.resolve("countries.csv");
        fairs = folder.resolve("fairs.csv");
        model = folder.resolve("countries.safetensors");
        commands = new StoresCommands(folder);
        HolidayRules rules = new HolidayRules();
        Map<String, HolidayCalendar> calendars =
                Map.of("de", rules.of("DE", 2023, 2025), "us", rules.of("US", 2023, 2025));
        try (ReadingCsvWriter writer = ReadingCsv.write(readings, Columns.ofTargets("sales"))) {
            for (int store = 0; store < 8; store++) {
                String country = store < 4 ? "de" : "us";
                for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
                    boolean closed = calendars.get(country).contains((int) day.toEpochDay())
                            || country.equals("us") && isFair(day);
                    writer.write(Reading.of(country + "-" + store, day, open(store, day) - (closed ? LESS : 0)));
                }
            }
        }
        // Two stores of which all readings are the same, from after the last holiday of either country on.
        try (ReadingCsvWriter writer = ReadingCsv.write(twins, Columns.ofTargets("sales"))) {
            for (String key : List.of("de-new", "us-new", "elsewhere")) {
                for (LocalDate day = LAST.minusDays(9); !day.isAfter(LAST.plusDays(HORIZON)); day = day.plusDays(1)) {
                    boolean closed = key.equals("us-new") && (day.equals(JULY_FOURTH) || isFair(day));
                    writer.write(Reading.of(key, day, open(2, day) - (closed ? LESS : 0)));
                }
            }
        }
        Files.writeString(countries, "key,country\nde-*,DE\nus-*,US+fairs\nde-0,DE+DE\n");
        try (PrintWriter rows = new PrintWriter(Files.newBufferedWriter(fairs))) {
            rows.println("date,name");
            for (LocalDate day = FIRST; !day.isAfter(LAST.plusDays(HORIZON)); day = day.plusDays(1)) {
                if (isFair(day)) {
                    rows.println(day + ",Street fair");
                }
            }
        }
    }

    /** Every nine weeks. */
    private static boolean isFair(LocalDate day) {
        return ChronoUnit.DAYS.between(day, FAIR) % 63 == 0;
    }

    private static double open(int store, LocalDate day) {
        return 100 + 10 * store + 5 * day.getDayOfWeek().getValue() + (day.toEpochDay() * 7919 + store) % 5;
    }

    private int execute(String line) {
        return commands.execute(List.of(line.replace("READINGS", readings.toString())
                .replace("TWINS", twins.toString())
                .replace("COUNTRIES", countries.toString())
                .replace("FAIRS", fairs.toString())
                .replace("MODEL", model.toString())
                .replace("SERVER", KAFKA.bootstrapServers())
                .replace("FOLDER", folder.toString())
                .split(" ")));
    }

    private static final String TRAIN = "train --readings READINGS --targets sales --window 56 --horizon 7 --units 8"
            + " --steps 500 --holidays-of COUNTRIES --holidays-file FAIRS --model MODEL";

    @Test
    void twinsInTwoCountriesHaveDifferentForecastsAroundAHolidayOfOne() throws IOException {
        assertEquals(0, execute(TRAIN), commands::said);
        assertFalse(commands.said().contains("there is no row"), commands::said);
        assertEquals(0, execute("inspect MODEL"), commands::said);
        for (String line : List.of(
                "holidays    of each series by its key: DE for 2 keys, US+fairs for 1 key",
                "holidays      DE from 2023-01-01 to 2040-12-31 (Jollyday",
                "holidays      US from 2023-01-01 to 2040-12-31 (Jollyday",
                "Independence Day",
                "holidays      fairs from 2023-01-01 to 2025-12-31 (file): Street fair")) {
            assertTrue(commands.said().contains(line), commands::said);
        }
        assertFalse(commands.said().contains("holidays    fairs"), "fairs are not for all series");
        for (String place : List.of("--holidays-of " + countries, "--holidays-file " + fairs)) {
            assertFalse(commands.said().contains(place), "where a file lay is nobody's business");
        }

        assertEquals(
                0,
                execute("backtest --readings TWINS --model MODEL --from 2025-06-29 --age 10 --baselines none"
                        + " --json FOLDER/young.json"),
                commands::said);
        assertEquals(
                0,
                execute("backtest --readings TWINS --model MODEL --from 2025-06-29 --baselines flag-median"
                        + " --json FOLDER/scores.json"),
                commands::said);
        assertTrue(
                commands.said()
                        .contains("--holidays-of: there is no row for 1 of 3 series, the first of them 'elsewhere':"
                                + " they have no holidays."),
                commands::said);
        double error = meanAbsoluteError("scores.json");
        assertTrue(error < 8, "mean absolute error " + error);
        assertEquals(error, meanAbsoluteError("young.json"), 1e-6 * error, "under keys of a replay too");

        assertEquals(
                0,
                execute("replay --readings TWINS --to 2025-06-29 --bootstrap-servers SERVER --topic twins.readings"),
                commands::said);
        assertEquals(
                0,
                execute("run --bootstrap-servers SERVER --readings-topic twins.readings --predictions-topic"
                        + " twins.predictions --rejected-topic twins.rejected --no-scores --model MODEL --bounded"),
                commands::said);
        double[] german = medians("de-new");
        double[] american = medians("us-new");
        List<Integer> closed = List.of(lead(FAIR), lead(JULY_FOURTH));
        for (int lead : closed) {
            double less = german[lead] - american[lead];
            assertTrue(less > LESS / 2, "less at lead " + lead + ": " + less);
        }
        for (int lead = 0; lead < HORIZON; lead++) {
            assertEquals(german[lead], medians("elsewhere")[lead], "no holiday at all");
            if (!closed.contains(lead)) {
                assertEquals(german[lead], american[lead], LESS / 10, "lead " + lead);
            }
        }

        // The model keeps the fairs, so that the file is not needed again.
        Files.writeString(countries, "key,country\nelsewhere,fairs\n");
        assertEquals(
                0,
                execute("train --continue MODEL --readings READINGS --steps 50 --holidays-of COUNTRIES"
                        + " --accept-baseline --model FOLDER/next.safetensors"),
                commands::said);
        assertTrue(commands.said().contains("--holidays-of: there is no row for 8 of 8 series"), commands::said);
        SeriesHolidays kept = ModelFile.read(folder.resolve("next.safetensors")).seriesHolidays();
        assertEquals(Map.of("elsewhere", "fairs"), kept.countries());
        assertTrue(kept.byKey().of("elsewhere").contains((int) FAIR.toEpochDay()));
        assertEquals(
                2,
                execute("train --continue MODEL --readings READINGS --holidays-of COUNTRIES --holidays-file COUNTRIES"
                        + " --model FOLDER/next.safetensors"),
                commands::said);
        assertTrue(commands.said().contains("countries.csv: expected a column date"), commands::said);
        assertEquals(
                2,
                execute(
                        "train --continue MODEL --readings READINGS --holidays-file FAIRS --model FOLDER/next.safetensors"),
                commands::said);
        assertTrue(
                commands.said().contains("--holidays-file: expected files that --holidays-of names, because gru8@")
                        && commands.said().contains("states the holidays of all series, but got fairs"),
                commands::said);
    }

    private static int lead(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(LAST, day) - 1;
    }

    private double meanAbsoluteError(String file) throws IOException {
        JsonNode scores = new ObjectMapper().readTree(folder.resolve(file).toFile());
        return scores.at("/model/MAE").asDouble();
    }

    /** The newest medians of a series. */
    private double[] medians(String key) {
        List<Forecast> forecasts = new ArrayList<>(commands.forecasts("twins"));
        forecasts.removeIf(forecast -> !forecast.key().equals(key));
        Forecast newest = forecasts.get(forecasts.size() - 1);
        assertEquals(LAST, newest.originDate());
        double[] medians = new double[HORIZON];
        for (int lead = 0; lead < HORIZON; lead++) {
            medians[lead] = newest.values()[newest.shape().index(0, 1, lead)];
        }
        return medians;
    }

    @Test
    void whatIsWrongIsNamedWithItsRow() throws IOException {
        Files.writeString(countries, "key,country\nde-0,DE\nus-4,USA\n");
        assertEquals(2, execute(TRAIN), commands::said);
        assertTrue(
                commands.said()
                        .contains("--holidays-of: " + countries
                                + ", line 3: column country: holidays: expected the code of a country such as DE,"),
                commands::said);
        Files.writeString(countries, "key,country\nde-0,DE\nus-4,US+faires\n");
        assertEquals(2, execute(TRAIN), commands::said);
        assertTrue(
                commands.said()
                                .contains(
                                        "--holidays-of: " + countries
                                                + ", line 3: column country: holidays: expected the code of a country such as DE,")
                        && commands.said()
                                .contains("but got 'faires', of which no holidays are known;"
                                        + " --holidays-file takes those of a file, here fairs"),
                commands::said);
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/fairs.csv"), "date\n2024-05-01\n");
        assertEquals(2, execute(TRAIN + " --holidays-file FOLDER/other/fairs.csv"), commands::said);
        assertTrue(
                commands.said().contains("--holidays-file: expected files of different names, but got two of 'fairs'"),
                commands::said);
        Files.writeString(countries, "key,country\nde-*,DE\n");
        assertEquals(
                2,
                execute("train --continue " + commands.model + " --readings READINGS --holidays-of COUNTRIES"
                        + " --model MODEL"),
                commands::said);
        assertTrue(
                commands.said().contains("was trained without holidays of each series, but got " + countries),
                commands::said);
        assertFalse(Files.exists(model));
    }
}
