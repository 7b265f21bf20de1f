package io.undercurrent.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.container.SafeTensors;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.recurrent.Widening;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {

    private static final int CORRUPTIONS = 1000;

    @TempDir
    private Path folder;

    private static ModelSpec spec(ModelSpec.Cell cell) {
        return new ModelSpec(
                new Columns(List.of("sales", "temperature"), List.of("promotion", "price")),
                List.of(true, false),
                28,
                7,
                List.of(0.1, 0.5, 0.9),
                cell,
                6,
                2,
                5);
    }

    @Test
    void givesBackWhatIsKnownOfYoungSeries() throws IOException {
        ModelSpec spec =
                spec(ModelSpec.Cell.GRU).withScalePriors(List.of(new ScalePrior(0.3, 1), new ScalePrior(1.5, 0)));
        List<Double> factors = Collections.nCopies(2 * 2 * 3, 1.5);
        RecurrentModel model =
                RecurrentModel.untrained(spec, 7).withWidening(new Widening(List.of(1, 28), List.of(1), factors));
        RecurrentModel read = (RecurrentModel) ModelFile.fromBytes(ModelFile.toBytes(model));
        assertEquals(model.id(), read.id());
        assertEquals(spec, read.spec());
        assertEquals(model.widening(), read.widening());
        assertNotEquals(RecurrentModel.untrained(spec, 7).id(), model.id());
    }

    @Test
    void refusesAWideningOfAnotherShape() {
        RecurrentModel model = RecurrentModel.untrained(spec(ModelSpec.Cell.GRU), 7);
        Widening widening = new Widening(List.of(1), List.of(1), List.of(1.0));
        assertEquals(
                "widening: expected 6 factors for the targets and quantiles, but got 1",
                assertThrows(IllegalArgumentException.class, () -> model.withWidening(widening))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasWritten(ModelSpec.Cell cell) throws IOException {
        RecurrentModel model = RecurrentModel.untrained(spec(cell), 7);
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(model, file);
        RecurrentModel read = (RecurrentModel) ModelFile.read(file);
        assertEquals(model.id(), read.id());
        assertEquals(model.spec(), read.spec());
        assertEquals(model.provenance(), read.provenance());
        model.networks()
                .forEach((name, network) -> assertArrayEquals(
                        network.parameters(), read.networks().get(name).parameters(), name));
        assertArrayEquals(Files.readAllBytes(file), ModelFile.toBytes(read), "written again, the bytes are the same");
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "no unfinished file is left behind");
        }
    }

    @Test
    void refusesEveryCorruptionWithOneException() throws IOException {
        byte[] good = ModelFile.toBytes(RecurrentModel.untrained(spec(ModelSpec.Cell.GRU), 7));
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CORRUPTIONS; i++) {
            byte[] bad = corrupt(good, random);
            String which = "corruption " + i + " with seed " + seed;
            ModelFileException refusal = assertThrows(ModelFileException.class, () -> ModelFile.fromBytes(bad), which);
            assertTrue(refusal.getMessage().length() > 10, which);
        }
        ModelFile.fromBytes(good);
    }

    private static byte[] corrupt(byte[] good, SplittableRandom random) {
        byte[] bad = good.clone();
        switch (random.nextInt(5)) {
            case 0 -> bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            case 2 -> bad = Arrays.copyOf(bad, bad.length + 1 + random.nextInt(64));
            case 3 -> {
                int from = random.nextInt(bad.length);
                byte[] noise = new byte[Math.min(bad.length - from, 1 + random.nextInt(64))];
                random.nextBytes(noise);
                // Complemented first, so that the noise cannot be what stood there.
                noise[0] = (byte) ~bad[from];
                System.arraycopy(noise, 0, bad, from, noise.length);
            }
            default -> {
                // The header, where every character has a meaning.
                int header = (int)
                        ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
                int at = 8 + random.nextInt(header);
                bad[at] = (byte) (bad[at] == '9' ? '8' : '9');
            }
        }
        return bad;
    }

    @Test
    void saysThatAnotherFileIsNoModel() {
        assertEquals(
                "expected a model as 'undercurrent train' writes it, but this is another file: it begins with 'key,date'",
                refusal("key,date,sales\n".getBytes(StandardCharsets.UTF_8)));
        byte[] binary = new byte[1000];
        Arrays.fill(binary, (byte) 0xFE);
        assertTrue(refusal(binary).endsWith("it begins with the bytes fefefefefefefefe"), refusal(binary));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(ModelFileException.class, () -> ModelFile.fromBytes(bytes))
                .getMessage();
    }

    /** What could not be read again is not written: the sizes of these tensors have sums beyond 32 bits. */
    @Test
    void refusesToWriteWhatItWouldNotRead() {
        float[] values = new float[(SafeTensors.LARGEST_FILE >> 2) - 200];
        SafeTensors.Tensor large = new SafeTensors.Tensor("large", 1, values.length, values);
        assertTrue(SafeTensors.write(Map.of(), List.of(large)).length <= SafeTensors.LARGEST_FILE);
        for (int count : new int[] {2, 17}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> SafeTensors.write(Map.of(), Collections.nCopies(count, large)))
                    .getMessage();
            assertTrue(message.startsWith("model: expected one whose file takes at most 268435456 bytes"), message);
        }
    }

    /** Units and layers that are allowed one by one make models of gigabytes together. */
    @Test
    void refusesALargeModelBeforeItIsMade() {
        ModelSpec large = new ModelSpec(
                Columns.ofTargets("sales"), List.of(), 56, 28, List.of(0.5), ModelSpec.Cell.LSTM, 4096, 16, 8);
        String message = assertThrows(IllegalArgumentException.class, () -> RecurrentModel.untrained(large, 1))
                .getMessage();
        assertTrue(message.contains("fewer units or layers"), message);
    }

    /** A stream may have no end: no more is taken in than a model has at most. */
    @Test
    void readsNoMoreOfAStreamThanAModelHas() {
        byte[] start = "key,date".getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return start[(int) (given++ % start.length)];
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                given += count;
                assertTrue(given <= SafeTensors.LARGEST_FILE + 1, () -> "still being read after " + given);
                Arrays.fill(bytes, from, from + count, (byte) 'k');
                return count;
            }
        };
        ModelFileException refused = assertThrows(ModelFileException.class, () -> ModelFile.read(endless));
        assertTrue(refused.getMessage().contains("size: expected at most"), refused.getMessage());
    }

    @Test
    void refusesWellFormedFilesThatAreNotThisModel() {
        assertRefused("format version", rewrite(good -> good.replace("\"formatVersion\":11", "\"formatVersion\":12")));
        assertRefused(
                "kind of model: expected recurrent or imported, but the file has 'oracle'",
                rewrite(good -> good.replace("\"kind\":\"recurrent\"", "\"kind\":\"oracle\"")));
        assertRefused("headUnits", rewrite(good -> good.replace("\"headUnits\":5", "\"headUnits\":0")));
        assertRefused("head.context", rewrite(good -> good.replace("\"headUnits\":5", "\"headUnits\":4")));
        assertRefused("quantiles: expected 0.5", rewrite(good -> good.replace("[0.1,0.5,0.9]", "[0.1,0.4,0.9]")));
        assertRefused("spikeDays", rewrite(good -> good.replace("\"spikeDays\":7", "\"spikeDays\":0")));
        assertRefused(
                "months: expected none or one",
                rewrite(good -> good.replace("\"months\":[]", "\"months\":[{\"factors\":[]}]")));
        assertRefused(
                "factors of months: expected none or 12, but got 1",
                rewrite(good -> good.replace("\"months\":[]", "\"months\":[{\"factors\":[1]}]")));
        assertRefused(
                "factor of a month: expected",
                rewrite(good -> good.replace("\"months\":[]", "\"months\":[{\"factors\":[1,1,1,0,1,1,1,1,1,1,1,1]}]")));
        assertRefused("trunk", rewrite(good -> good.replace("\"units\":6", "\"units\":7")));
        assertRefused("horizon", rewrite(good -> good.replace("\"horizon\"", "\"unknown\"")));
        assertRefused("missing", rewrite(good -> good.replace("\"layers\":2", "\"layers\":3")));
        assertRefused("not part", rewrite(good -> good.replace("\"layers\":2", "\"layers\":1")));
        assertRefused(
                "description.spec: ",
                rewrite(good -> good.replaceFirst("\"spec\":.*,\"widening\"", "\"spec\":null,\"widening\"")));
        assertRefused(
                "description.provenance: ",
                rewrite(good -> good.replaceFirst("\"provenance\":.*", "\"provenance\":null}")));
    }

    /** Neither a null nor what is as good as one gets as far as the model, and the message names what is missing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    spec.columns               | "columns":\\{.*},"flags"  | "columns":null,"flags"
                    spec.columns.targets       | "targets":\\[.*],"cov     | "targets":null,"cov
                    spec.columns.targets[1]    | "sales","temperature"     | "sales",null
                    spec.columns.covariates[0] | "promotion","price"       | null,"price"
                    spec.flags                 | "flags":\\[true,false]    | "flags":null
                    spec.flags[1]              | "flags":\\[true,false]    | "flags":[true,null]
                    spec.flags[1]              | "flags":\\[true,false]    | "flags":[true,""]
                    spec.baselines             | "baselines":\\[[^]]*]     | "baselines":null
                    spec.baselines[1]          | "baselines":\\[[^]]*]     | "baselines":["CLIMATE",null]
                    spec.window                | "window":28               | "window":null
                    spec.quantiles             | \\[0.1,0.5,0.9]           | null
                    spec.quantiles[1]          | \\[0.1,0.5,0.9]           | [0.1,null,0.9]
                    spec.quantiles[1]          | \\[0.1,0.5,0.9]           | [0.1,"",0.9]
                    spec.cell                  | "cell":"GRU"              | "cell":null
                    spec.cell                  | "cell":"GRU"              | "cell":""
                    spec.kinds                 | "kinds":\\{[^}]*}         | "kinds":null
                    spec.kinds.columns         | "kinds":\\{[^}]*}         | "kinds":{"columns":null,"targets":[]}
                    spec.kinds.targets[0]      | "kinds":\\{[^}]*}         | "kinds":{"columns":[],"targets":[null]}
                    spec.seriesHolidays        | "seriesHolidays":\\{[^}]*}} | "seriesHolidays":null
                    spec.seriesHolidays.calendars[0] | "seriesHolidays":\\{[^}]*}} | "seriesHolidays":{"calendars":[null],"countries":{}}
                    spec.seriesHolidays.countries.a | "seriesHolidays":\\{[^}]*}} | "seriesHolidays":{"calendars":[],"countries":{"a":null}}
                    spec.months                | "months":\\[]            | "months":null
                    spec.months[0]             | "months":\\[]            | "months":[null]
                    spec.months[0].factors     | "months":\\[]            | "months":[{"factors":null}]
                    spec.months[0].factors[0]  | "months":\\[]            | "months":[{"factors":[null]}]
                    provenance.data            | "data":"none"             | "data":null
                    provenance.options         | "options":\\{}            | "options":null
                    provenance.options.--seed  | "options":\\{}            | "options":{"--seed":null}
                    provenance.version         | "version":"untrained"     | "version":null
                    provenance.seed            | "seed":7                  | "seed":null
                    """)
    void saysWhatIsMissing(String missing, String part, String replacement) {
        assertRefused("description." + missing + ": ", rewrite(good -> {
            String edited = good.replaceFirst(part, replacement);
            assertNotEquals(good, edited);
            return edited;
        }));
    }

    private interface Edit {
        String apply(String description);
    }

    /** The message with which a file is refused whose description was edited and whose checksum is right again. */
    private static String rewrite(Edit edit) {
        RecurrentModel model = RecurrentModel.untrained(spec(ModelSpec.Cell.GRU), 7);
        try {
            SafeTensors file = SafeTensors.read(ModelFile.toBytes(model));
            Map.Entry<String, String> entry =
                    file.entries().entrySet().iterator().next();
            String edited = edit.apply(entry.getValue());
            byte[] bytes = SafeTensors.write(Map.of(entry.getKey(), edited), file.tensors());
            return assertThrows(ModelFileException.class, () -> ModelFile.fromBytes(bytes))
                    .getMessage();
        } catch (ModelFileException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(String expected, String message) {
        assertTrue(message.contains(expected), message);
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        var tensor = new SafeTensors.Tensor("trunk.0.kernel", 1, 2, new float[] {1, Float.NaN});
        byte[] bytes = SafeTensors.write(Map.of("undercurrent", "{}"), List.of(tensor));
        String message = assertThrows(ModelFileException.class, () -> SafeTensors.read(bytes))
                .getMessage();
        assertTrue(message.contains("trunk.0.kernel") && message.contains("NaN"), message);
    }

    @Test
    void namesTheFileThatItCannotRead() throws IOException {
        Path missing = folder.resolve("missing.safetensors");
        assertTrue(assertThrows(ModelFileException.class, () -> ModelFile.read(missing))
                .getMessage()
                .contains(missing.toString()));
        Path text = Files.writeString(folder.resolve("text.safetensors"), "not a model ".repeat(20));
        assertTrue(assertThrows(ModelFileException.class, () -> ModelFile.read(text))
                .getMessage()
                .contains(text.toString()));
    }
}
