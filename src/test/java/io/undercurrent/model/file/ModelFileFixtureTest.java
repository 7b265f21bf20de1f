package io.undercurrent.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.undercurrent.exchange.ReferenceNumbers;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.imported.ImportedModel;
import io.undercurrent.model.imported.ImportedSpec;
import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.recurrent.Widening;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Columns;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored model file of each version of the format still gives its model. */
class ModelFileFixtureTest {

    private static final String VERSION_1 = "model-v1.safetensors";
    private static final String VERSION_2 = "model-v2.safetensors";
    private static final String VERSION_3 = "model-v3.safetensors";
    private static final String VERSION_4 = "model-v4.safetensors";
    private static final String VERSION_5 = "model-v5.safetensors";
    private static final String VERSION_6 = "model-v6.safetensors";
    private static final String VERSION_7 = "model-v7.safetensors";
    private static final String VERSION_8 = "model-v8.safetensors";
    private static final String VERSION_9 = "model-v9.safetensors";
    private static final String VERSION_10 = "model-v10.safetensors";
    private static final String VERSION_11 = "model-v11.safetensors";

    private static RecurrentModel modelOfVersion1() {
        ModelSpec spec = new ModelSpec(
                        new Columns(List.of("sales", "temperature"), List.of("promotion", "price")),
                        List.of(true, false),
                        402,
                        3,
                        List.of(0.1, 0.5, 0.9),
                        ModelSpec.Cell.LSTM,
                        4,
                        2,
                        3)
                .withBaselines(List.of(Baseline.DECOMPOSITION, Baseline.CLIMATE))
                .withoutEaster()
                .withoutSpikes();
        return RecurrentModel.untrained(spec, 20250318);
    }

    /** The same with what has been known of young series since. */
    private static RecurrentModel modelOfVersion2() {
        RecurrentModel before = modelOfVersion1();
        ModelSpec spec = before.spec().withScalePriors(List.of(new ScalePrior(0.25, 1), new ScalePrior(3.5, 0)));
        List<Double> factors = Stream.iterate(2.0, factor -> factor - 0.0625)
                .limit(2 * 2 * 1 * 3)
                .toList();
        return new RecurrentModel(
                spec, before.networks(), new Widening(List.of(1, 28), List.of(1), factors), before.provenance());
    }

    /** A model whose calendar knows Easter. */
    private static RecurrentModel modelOfVersion4() {
        ModelSpec spec = new ModelSpec(
                        Columns.ofTargets("sales"),
                        List.of(),
                        14,
                        2,
                        List.of(0.1, 0.5, 0.9),
                        ModelSpec.Cell.GRU,
                        3,
                        1,
                        2)
                .withoutSpikes();
        return RecurrentModel.untrained(spec, 20250420);
    }

    /** The same with holidays. */
    private static RecurrentModel modelOfVersion5() {
        RecurrentModel before = modelOfVersion2();
        HolidayCalendar calendar = new HolidayCalendar(
                "XX",
                "by hand",
                18_000,
                22_000,
                List.of(new Holiday("Spring", List.of(18_100, 18_465)), new Holiday("Autumn", List.of(18_300))));
        return RecurrentModel.untrained(before.spec().withHolidays(List.of(calendar)), 20250318)
                .withWidening(before.widening());
    }

    /** The same trained on twice. */
    private static RecurrentModel modelOfVersion6() {
        RecurrentModel before = modelOfVersion5();
        Provenance first = new Provenance(
                "stores.csv",
                10,
                3_000,
                "2024-01-01",
                "2024-12-31",
                Map.of("--seed", "1"),
                1,
                "0.9",
                700,
                0.125,
                List.of());
        Provenance second = new Provenance(
                "stores", 10, 3_100, "2024-01-01", "2025-01-31", Map.of(), 1, "1.0", 100, 0.0625, List.of());
        return before.withProvenance(second.after("lstm4x2@123456", first));
    }

    /** The same whose errors on the days held back are known, but for those of a target that had no value there. */
    private static RecurrentModel modelOfVersion7() {
        RecurrentModel before = modelOfVersion6();
        return before.withProvenance(before.provenance().withHeldBackErrors(List.of(0.75, Double.NaN)));
    }

    /** A model that leaves spikes of several days out. */
    private static RecurrentModel modelOfVersion8() {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("sales"), List.of(), 56, 2, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 3, 1, 2);
        return RecurrentModel.untrained(spec, 20250603);
    }

    /** A model that tells series apart, with what young ones borrow. */
    private static RecurrentModel modelOfVersion9() {
        KindPrior common = new KindPrior(List.of(0.5, 0.0, 0.0, 0.0, 0.0, -0.25, -0.25), List.of(1.5, -0.75), 0.125);
        KindPrior dairy = new KindPrior(List.of(0.0, 0.0, 0.25, 0.0, 0.0, 0.0, -0.25), List.of(0.25, 0.0), -0.0625);
        KindPrior north = new KindPrior(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), List.of(0.0, 0.5), 0);
        Kinds kinds = new Kinds(
                List.of(
                        new StaticColumn("category", List.of("dairy", "ice, cream")),
                        new StaticColumn("region", List.of("north"))),
                List.of(new KindEffects(common, List.of(List.of(dairy, north), List.of(north)), 12.5, 3)));
        ModelSpec spec = new ModelSpec(
                        new Columns(List.of("sales"), List.of("promotion", "price")),
                        List.of(true, false),
                        56,
                        2,
                        List.of(0.1, 0.5, 0.9),
                        ModelSpec.Cell.GRU,
                        3,
                        1,
                        2)
                .withScalePriors(List.of(new ScalePrior(0.25, 1)))
                .withHolidays(List.of(new HolidayCalendar(
                        "XX", "by hand", 18_000, 22_000, List.of(new Holiday("Spring", List.of(18_100))))))
                .withKinds(kinds);
        return RecurrentModel.untrained(spec, 20261129);
    }

    /** The same with the holidays of the country of each series. */
    private static RecurrentModel modelOfVersion10() {
        RecurrentModel before = modelOfVersion9();
        SeriesHolidays holidays = new SeriesHolidays(
                List.of(
                        new HolidayCalendar(
                                "YY", "by hand", 18_000, 22_000, List.of(new Holiday("Summer", List.of(18_200)))),
                        new HolidayCalendar("ZZ", "by hand", 18_000, 22_000, List.of())),
                Map.of("store-2", "YY", "store-*", "ZZ", "store-1", "YY+ZZ", "café", ""));
        ModelSpec spec = before.spec().withKinds(Kinds.NONE).withSeriesHolidays(holidays);
        return RecurrentModel.untrained(spec, 20261130);
    }

    /** A model that knows what months make of one of its targets. */
    private static RecurrentModel modelOfVersion11() {
        RecurrentModel before = modelOfVersion5();
        MonthEffects months =
                new MonthEffects(List.of(0.75, 1.0, 1.25, 1.0, 1.0, 1.0, 1.5, 1.0, 1.0, 1.0, 0.875, 0.625));
        return RecurrentModel.untrained(before.spec().withMonths(List.of(months, MonthEffects.NONE)), 20261201)
                .withWidening(before.widening());
    }

    @Test
    void readsVersion1() throws IOException {
        RecurrentModel model = modelOfVersion1();
        assertReads(model, "lstm4x2@abf82a", VERSION_1);
        assertNotEquals("lstm4x2@abf82a", model.id(), "this release writes the same model in other bytes");
    }

    @Test
    void readsVersion2() throws IOException {
        assertReads(modelOfVersion2(), "lstm4x2@283542", VERSION_2);
    }

    /** The same model in a file that tells its kind. */
    @Test
    void readsVersion3() throws IOException {
        assertReads(modelOfVersion2(), "lstm4x2@7bad7e", VERSION_3);
    }

    @Test
    void readsVersion4() throws IOException {
        assertReads(modelOfVersion4(), "gru3@1f881b", VERSION_4);
    }

    @Test
    void readsVersion5() throws IOException {
        assertReads(modelOfVersion5(), "lstm4x2@9fcb9f", VERSION_5);
    }

    @Test
    void readsVersion6() throws IOException {
        assertReads(modelOfVersion6(), "lstm4x2@60ebb8", VERSION_6);
    }

    @Test
    void readsVersion7() throws IOException {
        assertReads(modelOfVersion7(), "lstm4x2@b7b225", VERSION_7);
    }

    @Test
    void readsVersion8() throws IOException {
        RecurrentModel model = modelOfVersion8();
        assertReads(model, "gru3@a59ab1", VERSION_8);
        assertEquals(7, model.spec().spikeDays());
        assertEquals(1, modelOfVersion7().spec().spikeDays());
        assertEquals(Kinds.NONE, model.spec().kinds());
    }

    @Test
    void readsVersion9() throws IOException {
        RecurrentModel model = modelOfVersion9();
        assertReads(model, "gru3@f8bf36", VERSION_9);
        assertEquals(List.of("category", "region"), model.staticColumns());
        assertEquals(SeriesHolidays.NONE, model.seriesHolidays());
    }

    @Test
    void readsVersion10() throws IOException {
        RecurrentModel model = modelOfVersion10();
        assertReads(model, "gru3@f365f3", VERSION_10);
        assertEquals(MonthEffects.NONE, model.spec().monthEffects(0));
    }

    @Test
    void readsVersion11() throws IOException {
        RecurrentModel model = modelOfVersion11();
        assertReads(model, "lstm4x2@dce6c5", VERSION_11);
        assertEquals(
                "lstm4x2@dce6c5", model.id(), "made, a model has the name of the file that it would be written as");
    }

    /** Of Keras' network simple-rnn.keras among the fixtures of imports, by {@code undercurrent import}. */
    @Test
    void readsAnImportedNetworkOfVersion3() throws IOException {
        try (InputStream fixture = ModelFileFixtureTest.class.getResourceAsStream("imported-v3.safetensors")) {
            byte[] bytes = fixture.readAllBytes();
            ImportedModel restored = (ImportedModel) ModelFile.fromBytes(bytes);
            assertArrayEquals(bytes, ModelFile.toBytes(restored), "a file keeps its bytes");
            assertEquals("imported-simple_rnn4@4c6046", restored.id());
            assertEquals(List.of("sales"), restored.columns().targets());
            assertEquals(
                    List.of("sales", "promotion", "temperature"),
                    restored.spec().inputs());
            assertEquals(6, restored.window());
            assertEquals(2, restored.shape().horizon());
            assertEquals("simple-rnn.keras", restored.provenance().data());
            assertEquals(42, restored.network().parameterCount());
        }
    }

    /**
     * Of Keras' network keras2/functional.h5, by {@code undercurrent import --targets sales --covariates promotion,temperature --scaling
     * fixed --means 50,0.5,11 --deviations 5,1,7} of each version's time. It still gives the numbers of Keras.
     */
    @ParameterizedTest
    @CsvSource({"4, 986f09", "5, 03348a", "6, a0344e", "7, 58f0e4"})
    void readsAnImportedNetwork(int version, String checksum) throws IOException {
        try (InputStream fixture =
                ModelFileFixtureTest.class.getResourceAsStream("imported-v" + version + ".safetensors")) {
            byte[] bytes = fixture.readAllBytes();
            ImportedModel restored = (ImportedModel) ModelFile.fromBytes(bytes);
            assertArrayEquals(bytes, ModelFile.toBytes(restored), "a file keeps its bytes");
            assertEquals("imported-lstm3@" + checksum, restored.id());
            ImportedSpec spec = new ImportedSpec(
                    new Columns(List.of("sales"), List.of("promotion", "temperature")),
                    List.of("sales", "promotion", "temperature"),
                    ImportedSpec.Scaling.FIXED,
                    List.of(50.0, 0.5, 11.0),
                    List.of(5.0, 1.0, 7.0),
                    6,
                    2,
                    List.of(0.1, 0.5, 0.9),
                    ImportedSpec.Output.POINT,
                    false);
            assertEquals(spec, restored.spec());
            assertEquals("functional.h5", restored.provenance().data());
            assertEquals("50,0.5,11", restored.provenance().options().get("--means"));
            ReferenceNumbers.of(ReferenceNumbers.class, "keras/keras2/functional.h5")
                    .requireFrom(restored.network());
        }
    }

    private static void assertReads(RecurrentModel expected, String id, String file) throws IOException {
        try (InputStream fixture = ModelFileFixtureTest.class.getResourceAsStream(file)) {
            byte[] bytes = fixture.readAllBytes();
            RecurrentModel restored = (RecurrentModel) ModelFile.fromBytes(bytes);
            assertArrayEquals(bytes, ModelFile.toBytes(restored), "a file keeps its bytes");
            assertEquals(id, restored.id());
            assertEquals(expected.spec(), restored.spec());
            assertEquals(expected.widening(), restored.widening());
            assertEquals(expected.provenance(), restored.provenance());
            expected.networks()
                    .forEach((name, network) -> assertArrayEquals(
                            network.parameters(), restored.networks().get(name).parameters(), name));
        }
    }

    @Disabled("writes the fixture: run by hand when the format gets a new version, under the new version's name")
    @Test
    void writeFixture() throws IOException {
        ModelFile.write(modelOfVersion11(), Path.of("src/test/resources/io/undercurrent/model/file", VERSION_11));
    }
}
