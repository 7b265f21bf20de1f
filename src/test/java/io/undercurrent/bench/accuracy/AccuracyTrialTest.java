package io.undercurrent.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.bench.Measurement;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.model.recurrent.ModelSpec.Cell;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTrialTest {

    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 200;

    @TempDir
    private Path folder;

    private final List<String> doing = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    private DataSet shops() {
        return new DataSet(
                "shops",
                "four shops",
                Optional.of("shops.csv"),
                Optional.of("weights.csv"),
                "key,date,sales",
                "this test",
                Columns.ofTargets("sales"),
                7,
                Measure.WRMSSE,
                List.of(
                        Period.once(Period.Role.VALIDATION, "2024-06-01"),
                        Period.once(Period.Role.TEST, "2024-07-01"),
                        Period.each(Period.Role.AGES, "2024-07-01", "2024-07-01", "2024-07-05", 2)));
    }

    private void write() throws IOException {
        StringBuilder rows = new StringBuilder("key,date,sales\n");
        StringBuilder weights = new StringBuilder("key,weight\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int shop = 0; shop < 4; shop++) {
            weights.append("shop-").append(shop).append(",0.25\n");
            for (int day = 0; day < DAYS; day++) {
                rows.append(
                        "shop-%d,%s,%d%n".formatted(shop, FROM.plusDays(day), 50 + 10 * (day % 7) + random.nextInt(9)));
            }
        }
        Files.writeString(folder.resolve("shops.csv"), rows);
        Files.writeString(folder.resolve("weights.csv"), weights);
    }

    private AccuracyTables run() throws IOException {
        AccuracyOptions options = new AccuracyOptions(
                List.of(shops()), List.of(Cell.GRU), List.of(1L, 2L), List.of(14), OptionalInt.of(4));
        return new AccuracyTrial(options, new DataFolder(folder), new AccuracyTrial.Progress() {
                    @Override
                    public void doing(String what) {
                        doing.add(what);
                    }

                    @Override
                    public void found(String figure) {
                        found.add(figure);
                    }
                })
                .run();
    }

    @Test
    void measuresEachSeedAndHasValidationBesideTheTest() throws IOException {
        write();
        AccuracyTables tables = run();
        Map<String, Measurement> byName = tables.measurements().get("shops").stream()
                .collect(Collectors.toMap(Measurement::name, Function.identity()));
        for (String role : List.of("validation", "test")) {
            Measurement error = byName.get(role + ": gru, WRMSSE");
            assertEquals(2, error.runs().size(), byName.keySet().toString());
            // Sales that repeat each week but for some noise: a day as the day before would have about 1.
            assertTrue(error.median() > 0 && error.median() < 0.6, error.toString());
            assertEquals(1, byName.get(role + ": naive, WRMSSE").runs().size());
            assertTrue(byName.get(role + ": naive, WRMSSE").median() > 0.6, byName.toString());
        }
        double inside = byName.get("ages: 14 days, inside 80 %").median();
        assertTrue(inside > 0.3 && inside <= 1, byName.toString());
        String text = tables.markdown();
        assertTrue(text.contains("| four shops | validation | WRMSSE | "), text);
        assertTrue(text.contains("| four shops | test | gru | "), text);
        assertTrue(text.contains("| four shops | 14 days | "), text);
        assertTrue(doing.stream().anyMatch(what -> what.contains("step 4 of 4")), doing.toString());
        assertTrue(found.stream().anyMatch(figure -> figure.contains("seed 2")), found.toString());
    }

    @Test
    void namesTheFilesThatAreMissing() throws IOException {
        DataFolder data = new DataFolder(folder);
        assertEquals(
                List.of(folder.resolve("shops.csv"), folder.resolve("weights.csv")), data.missing(List.of(shops())));
        write();
        assertEquals(List.of(), data.missing(List.of(shops())));
    }

    /** The simulator's own expectation is nearer to the sales than the sales of the week before. */
    @Test
    void knowsTheLeastPossibleErrorOfSimulatedStores() {
        Data stores = SimulatedStores.data(new Columns(List.of("sales"), List.of("promotion")));
        int first = Math.toIntExact(LocalDate.of(2023, 12, 31).toEpochDay());
        Origins origins = new Origins(first, first + 358, 1);
        double least = stores.leastError().applyAsDouble(origins);
        double squares = origins.days()
                .mapToDouble(origin -> stores.histories().stream()
                        .mapToDouble(history -> history.value(origin + 1, 0) - history.value(origin - 6, 0))
                        .map(error -> error * error)
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
        assertEquals(100, stores.histories().size());
        assertTrue(least > 0 && least < 0.7 * Math.sqrt(squares), least + " against " + Math.sqrt(squares));
    }

    /** No choice may be made by days of the test: no forecast of validation reaches them. */
    @Test
    void validationEndsBeforeTheTest() {
        for (DataSet set : DataSets.ALL) {
            Period test = period(set, Period.Role.TEST);
            Period validation = period(set, Period.Role.VALIDATION);
            assertTrue(
                    !validation.to().plusDays(set.horizon()).isAfter(test.until()),
                    set.name() + ": " + validation + " against " + test);
            assertTrue(!set.contents().isBlank() && !set.origin().isBlank());
        }
    }

    private static Period period(DataSet set, Period.Role role) {
        return set.periods().stream()
                .filter(period -> period.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
