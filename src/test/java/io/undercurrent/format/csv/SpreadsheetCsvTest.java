package io.undercurrent.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.Mappings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as spreadsheets leave them, and those with a column for each of many series. */
class SpreadsheetCsvTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);
    private static final Columns SALES = Columns.ofTargets("sales");
    private static final FileForm WIDE = new FileForm(',', UTF_8, Optional.of("sales"));
    private static final FileForm SEMICOLONS = new FileForm(';', UTF_8, Optional.empty());

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("readings.csv"), text);
    }

    private static List<Reading> read(Path file, ReadingMapping mapping, FileForm form) throws IOException {
        List<Reading> all = new ArrayList<>();
        try (ReadingCsvReader reader =
                ReadingCsv.read(file.toString(), ReadingCsv.open(file), mapping, form, names -> SALES)) {
            reader.forEachRemaining(all::add);
        }
        return all;
    }

    private static FileForm likely(Path file) throws IOException {
        return CsvSample.read(file, 1, (header, row) -> {});
    }

    /** The text between the parts of a key is what other files have between cells. */
    @Test
    void namesOfSeriesMayHaveMoreBarsThanThereAreCommas() throws IOException {
        Path file = file("date,DE|1|A,DE|2|B\n2025-03-18,1,2\n");
        List<Reading> expected = List.of(Reading.of("DE|1|A", DATE, 1), Reading.of("DE|2|B", DATE, 2));
        assertEquals(expected, read(file, ReadingMapping.CONTRACT, WIDE));
        assertEquals(',', likely(file).delimiter());
    }

    @Test
    void aFileMayHaveAColumnForEachOfManySeries() throws IOException {
        int series = 30_490;
        StringBuilder header = new StringBuilder("date");
        StringBuilder row = new StringBuilder("2025-03-18");
        for (int i = 0; i < series; i++) {
            header.append(",US|store ").append(i).append("|A");
            row.append(",").append(i);
        }
        List<Reading> readings = read(file(header + "\n" + row + "\n"), ReadingMapping.CONTRACT, WIDE);
        assertEquals(series, readings.size());
        assertEquals(Reading.of("US|store 30489|A", DATE, 30_489), readings.get(series - 1));
    }

    @Test
    void theLineThatSaysTheDelimiterIsNoHeader() throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            Path file = file(mark + "sep=;\nkey;date;sales\na;18/03/2025;1\n");
            assertEquals(';', likely(file).delimiter());
            ReadingMapping mapping = Mappings.of("date-form: dd/MM/yyyy");
            assertEquals(List.of(Reading.of("a", DATE, 1)), read(file, mapping, SEMICOLONS));
            String refused = assertThrows(IllegalArgumentException.class, () -> read(file, mapping, FileForm.LONG_CSV))
                    .getMessage();
            assertTrue(refused.endsWith("read it with --delimiter ';'"), refused);
            Path wrong = file(mark + "sep=;\nkey;date;sales\na;2025;1\n");
            String line = assertThrows(IllegalArgumentException.class, () -> read(wrong, mapping, SEMICOLONS))
                    .getMessage();
            assertTrue(line.contains("line 3, column date"), line);
        }
    }

    @Test
    void aHeadingMayHaveSeveralLines() throws IOException {
        Path file = file("\"sales\nin pieces, gross\";key;date\n1;a;2025-03-18\n");
        assertEquals(';', likely(file).delimiter());
        String refused = assertThrows(
                        IllegalArgumentException.class, () -> read(file, ReadingMapping.CONTRACT, FileForm.LONG_CSV))
                .getMessage();
        assertTrue(refused.endsWith("read it with --delimiter ';'"), refused);
        assertEquals(
                List.of(Reading.of("a", DATE, 1)),
                read(
                        file("\"sales\nin pieces\";key;date\n1;a;2025-03-18\n"),
                        Mappings.of("value: sales=sales\nin pieces"),
                        SEMICOLONS));
    }

    @Test
    void namesFilesThatAreNoText() throws IOException {
        Path avro = directory.resolve("sold.csv");
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Sold\",\"fields\":[{\"name\":\"qty\",\"type\":\"int\"}]}");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, avro.toFile());
        }
        assertEquals(
                avro + ": expected CSV, but the file has messages of Avro: make it Parquet or CSV",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> read(avro, ReadingMapping.CONTRACT, FileForm.LONG_CSV))
                        .getMessage());
    }
}
