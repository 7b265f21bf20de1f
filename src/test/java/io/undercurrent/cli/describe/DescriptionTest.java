package io.undercurrent.cli.describe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.cli.files.MappingFile;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.csv.CsvSample;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.MappingSettings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.parquet.ParquetSample;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed reads the sample that it was made of. */
class DescriptionTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    @TempDir
    private Path directory;

    @Test
    void proposesWhatReadsMessages() throws IOException {
        assertEquals("""
                key-field: [shop, item]
                date-field: dt
                value:
                  qty: /sold/qty
                numbers-as-text: true
                """, proposal("{\"shop\":\"a\",\"item\":7,\"dt\":\"2025-03-18\",\"sold\":{\"qty\":\"318.5\"}}"));
        assertEquals(
                """
                envelope: debezium
                key-field: store
                date-field: day
                date-form: epoch-days
                """,
                proposal("{\"before\":null,\"after\":{\"store\":\"a|7\",\"day\":20165,\"qty\":318.5},\"op\":\"c\"}"));
        assertEquals(
                """
                envelope: cloudevents
                key-field: ce_subject
                date-field: at
                date-form: iso-time
                """,
                proposal(
                        "{\"specversion\":\"1.0\",\"subject\":\"a|7\",\"data\":{\"at\":\"2025-03-18T12:00:00Z\",\"qty\":318.5}}"));
        assertEquals("", proposal("{\"key\":\"a|7\",\"date\":\"2025-03-18\",\"qty\":318.5}"));
    }

    @Test
    void hintsAtTheRegistryThatMessagesNeed() {
        Sample sample = new Sample();
        sample.add(Message.of(new byte[] {0, 0, 0, 0, 1, 2, 'a'}));
        Description description = new Description(sample, FileForm.LONG_CSV, false, new MappingSettings());
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> description.print("the topic t", "", new PrintWriter(new StringWriter())))
                .getMessage();
        assertTrue(refused.endsWith("whose schema is in a registry, which --schema-registry reads"), refused);
    }

    /** What stands around a field says nothing of the field, and NaN among numbers makes no texts of them. */
    @Test
    void takesNeitherInnerFieldsNorMissingNumbersForTheKey() throws IOException {
        Sample sample = new Sample();
        for (String temperature : List.of("12.5", "\"NaN\"")) {
            sample.add(Message.of(("{\"device\":{\"serial\":\"a\",\"weight\":7},\"day\":\"2025-03-18\",\"temperature\":"
                            + temperature + ",\"__deleted\":true}")
                    .getBytes(UTF_8)));
        }
        Proposal proposal = Proposal.of(sample, FileForm.LONG_CSV, false, new MappingSettings());
        assertEquals(List.of("weight", "temperature"), proposal.targets());
        assertEquals(
                List.of(
                        "--key-field /device/serial",
                        "--date-field day",
                        "--value weight=/device/weight",
                        "--missing NaN"),
                proposal.options());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a%d;--key-from message-key",
                "{\"store\":\"a%d\",\"day\":20165};--key-field store --key-from message-key",
                "{\"schema\":{},\"payload\":{\"store\":%d,\"item\":4}};--key-field store,item --key-from message-key"
            })
    void takesTheKeyOfTheMessageWhereTheRowHasNone(String key, String expected) {
        Sample sample = new Sample();
        for (int i = 0; i < 20; i++) {
            String row = "{\"day\":\"" + DATE.plusDays(i / 2) + "\",\"sales\":" + (100 + i * i % 7) + "}";
            sample.add(new Message(
                    key.replace("%d", String.valueOf(i % 2)).getBytes(UTF_8), row.getBytes(UTF_8), Map.of()));
        }
        Proposal proposal = Proposal.of(sample, FileForm.LONG_CSV, false, new MappingSettings());
        assertEquals(expected + " --date-field day", String.join(" ", proposal.options()));
        assertEquals(List.of("sales"), proposal.targets());
    }

    private String proposal(String message) throws IOException {
        Message of = Message.of(message.getBytes(UTF_8));
        Sample sample = new Sample();
        sample.add(of);
        List<String> yaml = Proposal.of(sample, FileForm.LONG_CSV, false, new MappingSettings())
                .yaml();
        ReadingFormat format = mapping(yaml).mapping().format(Columns.ofTargets("qty"), List.of());
        ReadingFormat.Accepted accepted =
                assertInstanceOf(ReadingFormat.Accepted.class, format.read(of).get(0));
        assertEquals(Reading.of("a|7", DATE, 318.5), accepted.reading());
        return String.join("\n", yaml) + (yaml.isEmpty() ? "" : "\n");
    }

    private MappingSettings mapping(List<String> yaml) throws IOException {
        return yaml.isEmpty()
                ? new MappingSettings()
                : MappingFile.read(Files.write(directory.resolve("format.yaml"), yaml))
                        .common();
    }

    @Test
    void proposesWhatReadsAFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("sold.csv"), "Tag;Filiale;Menge\n18.03.2025;Zürich;318,5\n19.03.2025;Zürich;\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        Proposal proposal = Proposal.of(sample, form, true, new MappingSettings());
        MappingSettings settings = mapping(proposal.yaml());
        ReadingMapping mapping = settings.mapping();
        assertEquals(List.of("Menge"), proposal.targets());
        try (ReadingCsvReader rows = ReadingCsv.read(
                file.toString(),
                ReadingCsv.open(file),
                mapping,
                settings.fileForm(),
                names -> Columns.ofTargets("Menge"))) {
            assertEquals(Reading.of("Zürich", DATE, 318.5), rows.next());
        }
        assertEquals(
                List.of(
                        "--delimiter ';'",
                        "--key-field Filiale",
                        "--date-field Tag",
                        "--date-form dd.MM.yyyy",
                        "--decimal-comma"),
                proposal.options());
        StringWriter said = new StringWriter();
        new Description(sample, form, true, new MappingSettings())
                .print("sold.csv", "--readings sold.csv", new PrintWriter(said));
        assertTrue(said.toString().contains("Menge                           50 %  number, null"), said.toString());
        assertTrue(said.toString().contains("Filiale                        100 %  text  "), said.toString());
    }

    /** Its schema says how days are written, so that nothing has to be said of it. */
    @Test
    void proposesNothingForParquetOfTheContract() throws IOException {
        Path file = Path.of("src/test/resources/io/undercurrent/format/parquet/pages.parquet");
        Sample sample = new Sample();
        ParquetSample.read(file, 4, sample::addTyped);
        Proposal proposal = Proposal.of(sample, FileForm.LONG_CSV, true, new MappingSettings());
        assertEquals(List.of(), proposal.yaml());
        assertEquals(List.of("sales"), proposal.targets());
        StringWriter said = new StringWriter();
        new Description(sample, FileForm.LONG_CSV, true, new MappingSettings())
                .print("pages.parquet", "--readings pages.parquet", new PrintWriter(said));
        assertTrue(said.toString().contains("pages.parquet: 4 rows looked at"), said.toString());
        assertTrue(said.toString().contains("iso-time     '2025-03-18T23:30:00Z'"), said.toString());
    }

    /** Columns of all kinds, those of which a row may have several among them. */
    @Test
    void showsAllColumnsOfParquet() throws IOException {
        Sample sample = new Sample();
        ParquetSample.read(
                Path.of("src/test/resources/io/undercurrent/format/parquet/types.parquet"), 4, sample::addTyped);
        List<String> shown = sample.fields().stream()
                .map(field -> field.name() + " " + field.kinds() + " " + field.examples())
                .toList();
        for (String expected : List.of(
                "store whole number '17'",
                "day text '2025-03-18'",
                "clock text '2025-03-18T23:30'",
                "moment text '2025-03-18T23:30:00Z'",
                "medium number '-318.25'",
                "/shop/zone/name text 'north'",
                "unsigned whole number '18446744073709551615'",
                "flag truth value 'true'")) {
            assertTrue(shown.contains(expected), expected + " in " + shown);
        }
        assertTrue(shown.stream().anyMatch(line -> line.startsWith("several list ")), shown.toString());
    }

    /** A file of one series, and one in which a row was deleted, so that a day comes again. */
    @ParameterizedTest
    @CsvSource({"'date,sales|2025-03-18,318|2025-03-19,12'", "'date,a,b,__deleted|2025-03-18,1,2,|2025-03-18,,,true'"})
    void takesColumnsForSeriesWhereNothingElseIsAKey(String rows) throws IOException {
        Path file = Files.writeString(directory.resolve("wide.csv"), rows.replace('|', '\n') + "\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        assertEquals(
                List.of("--series-columns value"),
                Proposal.of(sample, form, true, new MappingSettings()).options());
    }

    @Test
    void warnsOfDefaultsThatStandForMissingValues() {
        Sample sample = new Sample();
        sample.add(Message.of(
                ("{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"sales\",\"type\":\"double\",\"default\":0}]},"
                                + "\"payload\":{\"key\":\"a\",\"date\":20165,\"sales\":0}}")
                        .getBytes(UTF_8)));
        StringWriter said = new StringWriter();
        new Description(sample, FileForm.LONG_CSV, false, new MappingSettings())
                .print("the topic t", "--topic t", new PrintWriter(said));
        assertTrue(
                said.toString().contains("The field sales has a default")
                        && said.toString().contains("replace.null.with.default=false"),
                said.toString());
    }

    /** Each day once, and a column for each series: nothing in it is a key, whatever the headings are called. */
    @Test
    void proposesWhatReadsAWideFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("wide.csv"),
                "day,shop 17,shop 18\n2025-03-18,318,12\n2025-03-19,,14\n2025-03-20,7,9\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        Proposal proposal = Proposal.of(sample, form, true, new MappingSettings());
        assertEquals(List.of("--date-field day", "--series-columns value"), proposal.options());
        assertEquals(List.of("value"), proposal.targets());
        MappingSettings settings = mapping(proposal.yaml());
        try (ReadingCsvReader rows = ReadingCsv.read(
                file.toString(),
                ReadingCsv.open(file),
                settings.mapping(),
                settings.fileForm(),
                names -> Columns.ofTargets("value"))) {
            assertEquals(Reading.of("shop 17", DATE, 318), rows.next());
            assertEquals(Reading.of("shop 18", DATE, 12), rows.next());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nr, '18.03.2025;4;318;0|18.03.2025;7;12;0|19.03.2025;4;310;1|19.03.2025;7;14;1|20.03.2025;4;9;0|20.03.2025;7;10;1'",
        "shop, '18.03.2025;4;318;0|19.03.2025;4;310;1|20.03.2025;4;9;0'"
    })
    void takesANumberThatTellsSeriesApartForTheKey(String name, String rows) throws IOException {
        Path file = Files.writeString(
                directory.resolve("numbers.csv"),
                "Tag;" + name + ";sales;promotion\n" + rows.replace('|', '\n') + "\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        Proposal proposal = Proposal.of(sample, form, true, new MappingSettings());
        assertTrue(
                proposal.options().contains("--key-field " + name),
                proposal.options().toString());
        assertEquals(List.of("sales"), proposal.targets());
    }

    /** The shop alone has two rows a day, of which training would take one for a correction of the other. */
    @Test
    void takesANumberForThePartOfTheKeyThatIsMissing() throws IOException {
        Path file = Files.writeString(
                directory.resolve("parts.csv"),
                "date,shop,Artikel,promotion,sales\n2025-03-18,a,4,0,318\n2025-03-18,a,7,1,12\n2025-03-19,a,4,0,310\n"
                        + "2025-03-19,a,7,0,14\n2025-03-18,b,4,0,9\n2025-03-18,b,7,1,2.5\n");
        Sample sample = new Sample();
        Proposal proposal = Proposal.of(sample, CsvSample.read(file, 100, sample::add), true, new MappingSettings());
        assertEquals(List.of("--key-field shop,Artikel"), proposal.options());
        assertEquals(List.of("sales"), proposal.targets());
        assertEquals(List.of("promotion"), proposal.covariates());
    }

    /** Promotions and holidays are known in advance, and not to be forecast; where there is nothing else, something has to be. */
    @ParameterizedTest
    @CsvSource({
        "'key,date,sales,promotion,holiday|a,2025-03-18,318,0,|a,2025-03-19,12,1,0.0', 'sales --covariates promotion,holiday'",
        "'key,date,open,promotion|a,2025-03-18,1,0|a,2025-03-19,1,1', 'open,promotion'"
    })
    void takesFlagsForCovariatesBesideNumbers(String rows, String expected) throws IOException {
        Path file = Files.writeString(directory.resolve("flags.csv"), rows.replace('|', '\n') + "\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        assertTrue(
                said(sample, form, true).contains("      --targets " + expected + " --model "),
                said(sample, form, true));
    }

    @Test
    void takesTruthValuesOfMessagesForCovariates() {
        Sample sample = new Sample();
        sample.add(Message.of("{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":318,\"open\":true}".getBytes(UTF_8)));
        String said = said(sample, FileForm.LONG_CSV, false);
        assertTrue(said.contains("--targets sales --covariates open --model"), said);
    }

    private static String said(Sample sample, FileForm form, boolean file) {
        StringWriter said = new StringWriter();
        new Description(sample, form, file, new MappingSettings()).print("it", "--readings it", new PrintWriter(said));
        return said.toString();
    }

    /** The file that came as it was saved by a spreadsheet of Windows. */
    @Test
    void proposesWhatReadsAFileOfAnotherCharset() throws IOException {
        Path file = Path.of("src/test/resources/cases/semicolon-decimal-comma.csv");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        StringWriter said = new StringWriter();
        new Description(sample, form, true, new MappingSettings()).print("it", "--readings it", new PrintWriter(said));
        assertTrue(said.toString().contains("--targets 'Umsatz (EUR)' --model"), said.toString());
        Proposal proposal = Proposal.of(sample, form, true, new MappingSettings());
        assertTrue(
                proposal.options().contains("--charset windows-1252"),
                proposal.options().toString());
        MappingSettings settings = mapping(proposal.yaml());
        try (ReadingCsvReader rows = ReadingCsv.read(
                file.toString(),
                ReadingCsv.open(file),
                settings.mapping(),
                settings.fileForm(),
                names -> Columns.ofTargets("Umsatz (EUR)"))) {
            assertEquals(Reading.of("Köln", LocalDate.of(2024, 1, 1), 1394.77), rows.next());
        }
    }

    /** As spreadsheets write days in the United States, in Britain and in Germany. */
    @ParameterizedTest
    @CsvSource({"3/9/2025,3/18/2025,M/d/yyyy", "9/3/2025,18/3/2025,d/M/yyyy", "9.3.2025,18.3.2025,d.M.yyyy"})
    void knowsDaysAndMonthsOfOneDigit(String first, String second, String form) throws IOException {
        Path file = Files.writeString(
                directory.resolve("sold.csv"), "key,date,sales\na," + first + ",1\na," + second + ",318.5\n");
        Sample sample = new Sample();
        FileForm found = CsvSample.read(file, 100, sample::add);
        Proposal proposal = Proposal.of(sample, found, true, new MappingSettings());
        assertEquals(List.of("--date-form " + form), proposal.options());
        MappingSettings settings = mapping(proposal.yaml());
        try (ReadingCsvReader rows = ReadingCsv.read(
                file.toString(),
                ReadingCsv.open(file),
                settings.mapping(),
                settings.fileForm(),
                names -> Columns.ofTargets("sales"))) {
            assertEquals(LocalDate.of(2025, 3, 9), rows.next().date());
            assertEquals(Reading.of("a", DATE, 318.5), rows.next());
        }
    }

    @Test
    void doesNotSayThatAllIsWellWhereNoFieldHasDays() throws IOException {
        Path file = Files.writeString(directory.resolve("weeks.csv"), "key,date,sales\na,2025-W12,318\n");
        Sample sample = new Sample();
        FileForm form = CsvSample.read(file, 100, sample::add);
        StringWriter said = new StringWriter();
        new Description(sample, form, true, new MappingSettings())
                .print("weeks.csv", "--readings weeks.csv", new PrintWriter(said));
        assertTrue(said.toString().contains("No field has a day in all of its rows"), said.toString());
        assertFalse(said.toString().contains("no settings are needed"), said.toString());
    }

    @Test
    void saysWhereConnectPutsAnotherValueInThePlaceOfNull() {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"type\":\"struct\",\"field\":\"after\",\"fields\":["
                + "{\"type\":\"int32\",\"field\":\"qty\",\"default\":0},{\"type\":\"string\",\"field\":\"store\"}]}]}";
        Sample sample = new Sample();
        sample.add(Message.of(("{\"schema\":" + schema
                        + ",\"payload\":{\"after\":{\"store\":\"a\",\"day\":20165,\"qty\":0},\"op\":\"c\"}}")
                .getBytes(UTF_8)));
        StringWriter said = new StringWriter();
        new Description(sample, FileForm.LONG_CSV, false, new MappingSettings())
                .print("the topic t", "--topic t", new PrintWriter(said));
        assertTrue(said.toString().contains("The field qty has a default"), said.toString());
    }
}
