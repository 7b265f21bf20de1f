package io.undercurrent.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.format.mapping.Envelope;
import io.undercurrent.format.mapping.KeyRule;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReadingsFormatOptionsTest {

    @TempDir
    private Path directory;

    private static ReadingsFormatOptions options(String... arguments) {
        ReadingsFormatOptions options = new ReadingsFormatOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("format", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--envelope=debezium",
                "--key-from=message-key",
                "--schema-registry=http://localhost:1",
                "--schema-file=no.avsc"
            })
    void refusesForFilesWhatIsOfMessages(String option) {
        String name = option.substring(0, option.indexOf('='));
        assertEquals(
                name + ": expected with readings from a topic, but they come from a file, which has no such thing",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options(option).fileMapping())
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--delimiter=;", "--charset=windows-1252", "--series-columns=sales"})
    void refusesForTopicsWhatIsOfFiles(String option) {
        String name = option.substring(0, option.indexOf('='));
        assertEquals(
                name + ": expected with readings from a file, but they come from a topic, which has no such thing",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options(option).topicMappings())
                        .getMessage());
    }

    @Test
    void refusesAFieldForKeysThatAreHeadings() throws IOException {
        ReadingsFormatOptions options = options("--series-columns=sales", "--key-field=store");
        assertEquals(
                "--key-field: expected none with --series-columns, with which the headings are the keys",
                assertThrows(IllegalArgumentException.class, options::fileMapping)
                        .getMessage());
        // The topics of a job have a field, and its history may be a file without one.
        assertEquals("store", options.mapping().fileKeyFields().get(0));
    }

    @Test
    void refusesFactorsOfWhatIsNotReadUnlessTheyStandInAFile() throws IOException {
        Columns columns = Columns.ofTargets("sales", "temperature (C)");
        options("--multiply=sales=10", "--multiply=temperature (C)=0.1").requireFactorsOf(columns);
        assertEquals(
                "--multiply: expected some of the values sales, temperature (C), which are read, but got 'temperature'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options("--multiply=sales=10,temperature=0.1")
                                        .requireFactorsOf(columns))
                        .getMessage());
        Path file = Files.writeString(directory.resolve("all.yaml"), "multiply: {temperature: 0.1}\n");
        options("--readings-format=" + file).requireFactorsOf(columns);
    }

    /** One file is for the topics of a job and for the file that its model is trained on. */
    @Test
    void aFileOfSettingsIsForTopicsAndFiles() throws IOException {
        Path file = Files.writeString(
                directory.resolve("sold.yaml"), "envelope: debezium\ndelimiter: ;\nkey-field: store\n");
        ReadingsFormatOptions options = options("--readings-format=" + file);
        assertEquals(Envelope.DEBEZIUM, options.topicMappings().common().envelope());
        assertEquals("store", options.fileMapping().fileKeyFields().get(0));
        assertEquals(';', options.fileForm().delimiter());
    }

    /** What can be said once alone is no list, and has no need of quotes. */
    @Test
    void commasInPropertiesSeparateTextsOfListsAlone() throws IOException {
        Path file = Files.writeString(
                directory.resolve("sold.properties"),
                "key-field=store,item\nkey-separator=,\ndate-form=MMM d, yyyy\ndate-field=\"day, local\"\n");
        ReadingMapping mapping = options("--readings-format=" + file).mapping();
        assertEquals(new KeyRule(false, List.of("store", "item"), ","), mapping.key());
        assertEquals("MMM d, yyyy", mapping.date().form());
        assertEquals("day, local", mapping.date().field());
    }

    /** The second one would count, and nobody would know. */
    @Test
    void refusesASettingThatStandsTwice() throws IOException {
        Path file =
                Files.writeString(directory.resolve("sold.yaml"), "missing: -9999\nkey-field: store\nmissing: NaN\n");
        assertEquals(
                file + ": expected YAML, but Duplicate field 'missing'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options("--readings-format=" + file).mapping())
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sold.yaml", "sold.properties"})
    void namesAFileOfSettingsThatIsNoUtf8(String name) throws IOException {
        Path file = Files.write(directory.resolve(name), "key-field: Gerät".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file + ": expected text in UTF-8, but it is in another encoding",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options("--readings-format=" + file).topicMappings())
                        .getMessage());
    }
}
