package io.undercurrent.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.Mappings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were not made for us. */
class MappedCsvTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);
    private static final Columns SALES = Columns.ofTargets("sales");

    @TempDir
    private Path directory;

    @Test
    void readsSeveralKeyColumnsOtherDelimitersAndDecimalCommas() throws IOException {
        ReadingMapping mapping = Mappings.of(
                "key-field: Filiale,Artikel",
                "key-separator: /",
                "date-field: Tag",
                "date-form: dd.MM.yyyy",
                "value: sales=Menge",
                "multiply: sales=0.1",
                "missing: -9999",
                "decimal-comma: true");
        String text = """
                Tag;Filiale;Artikel;Menge
                18.03.2025;17;A;"3180,5"
                19.03.2025;17;A;"  "
                20.03.2025;17;A;-9999
                21.03.2025;17;A;" 30 "
                """;
        FileForm form = new FileForm(';', UTF_8, Optional.empty());
        assertEquals(
                List.of(
                        Reading.of("17/A", DATE, 318.05),
                        Reading.of("17/A", DATE.plusDays(1), Double.NaN),
                        Reading.of("17/A", DATE.plusDays(2), Double.NaN),
                        Reading.of("17/A", DATE.plusDays(3), 3)),
                read(file(text), mapping, form, SALES));
        try (ReadingCsvReader reader = open(file(text), mapping, form, names -> {
            assertEquals(List.of("sales"), names);
            return SALES;
        })) {
            assertEquals(SALES, reader.columns());
        }
        assertEquals(
                directory.resolve("readings.csv")
                        + ", line 2, column Menge: expected a finite number with a decimal comma or an empty cell, but got"
                        + " '3180.5'",
                refusal(file(text.replace("3180,5", "3180.5")), mapping, form));
        assertEquals(
                directory.resolve("readings.csv")
                        + ", line 2, column Artikel: expected a part of the key without the separator '/', but got 'A/B'",
                refusal(file(text.replaceFirst("A;", "A/B;")), mapping, form));
        assertEquals(
                directory.resolve("readings.csv")
                        + ", line 2, column Tag: expected a date as dd.MM.yyyy, but got '2025-03-18'",
                refusal(file(text.replace("18.03.2025", "2025-03-18")), mapping, form));
    }

    /** As in messages, the length of a key is that of its bytes. */
    @Test
    void refusesKeysThatNoMessageMayHave() throws IOException {
        String part = "ß".repeat(300);
        assertEquals(
                directory.resolve("readings.csv")
                        + ", line 2, column store: expected a key of at most 1024 bytes, but got '" + "ß".repeat(40)
                        + "…'",
                refusal(
                        file("store,item,date,sales\n" + part + "," + part + ",2025-03-18,1\n"),
                        Mappings.of("key-field: store,item"),
                        FileForm.LONG_CSV));
        assertEquals(
                directory.resolve("readings.csv")
                        + ": expected the name of a series of at most 1024 bytes above each column, but got '"
                        + "ß".repeat(40) + "…'",
                refusal(
                        file("date," + part + part + "\n2025-03-18,1\n"),
                        ReadingMapping.CONTRACT,
                        new FileForm(',', UTF_8, Optional.of("sales"))));
    }

    @Test
    void readsAColumnForEachSeries() throws IOException {
        FileForm form = new FileForm('\t', UTF_8, Optional.of("sales"));
        ReadingMapping mapping = Mappings.of("date-field: day");
        assertEquals(
                List.of(
                        Reading.of("north", DATE, 1),
                        Reading.of("north", DATE.plusDays(1), 2),
                        Reading.of("south", DATE.plusDays(1), 3)),
                read(file("day\tnorth\tsouth\n2025-03-18\t1\t\n2025-03-19\t2\t3\n"), mapping, form, SALES));
        assertEquals(
                directory.resolve("readings.csv")
                        + ": expected sales alone, which is all that a file with a column for each series has, but got"
                        + " [temperature]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> read(file("day\ta\n"), mapping, form, Columns.ofTargets("temperature")))
                        .getMessage());
    }

    /** As a sink leaves rows in which ExtractNewRecordState rewrote deletes, or Pandas. */
    @Test
    void aDeletedRowTakesBackTheValuesOfItsDay() throws IOException {
        String text = """
                key,date,__deleted,sales
                a,2025-03-18,false,1
                a,2025-03-18,true,
                a,2025-03-19,,2
                a,2025-03-19,True,n/a
                """;
        Reading deleted = Reading.of("a", DATE, Reading.RETRACTED);
        List<Reading> expected = List.of(
                Reading.of("a", DATE, 1),
                deleted,
                Reading.of("a", DATE.plusDays(1), 2),
                Reading.of("a", DATE.plusDays(1), Reading.RETRACTED));
        assertEquals(expected, read(file(text), ReadingMapping.CONTRACT, FileForm.LONG_CSV, SALES));
        assertEquals(
                directory.resolve("readings.csv")
                        + ", line 2, column __deleted: expected true, false or an empty cell, but got 'f'",
                refusal(file(text.replace("false", "f")), ReadingMapping.CONTRACT, FileForm.LONG_CSV));
        open(file(text), ReadingMapping.CONTRACT, FileForm.LONG_CSV, names -> {
                    assertEquals(List.of("sales"), names);
                    return SALES;
                })
                .close();
        FileForm wide = new FileForm(',', UTF_8, Optional.of("sales"));
        assertEquals(
                List.of(Reading.of("a", DATE, 1), deleted, Reading.of("b", DATE, Reading.RETRACTED)),
                read(
                        file("date,a,b,__deleted\n2025-03-18,1,,false\n2025-03-18,1,,true\n"),
                        ReadingMapping.CONTRACT,
                        wide,
                        SALES));
    }

    /** As {@code cat a.csv.gz b.csv.gz} or a tool that compresses in blocks leaves it. */
    @Test
    void readsAllMembersOfACompressedFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : List.of("key,date,sales\na,2025-03-18,1\n", "a,2025-03-19,2\n", "a,2025-03-20,3\n")) {
            try (GZIPOutputStream member = new GZIPOutputStream(bytes)) {
                member.write(part.getBytes(UTF_8));
            }
        }
        Path file = Files.write(directory.resolve("readings.csv.gz"), bytes.toByteArray());
        assertEquals(
                3, read(file, ReadingMapping.CONTRACT, FileForm.LONG_CSV, SALES).size());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("readings.csv"), text);
    }

    private static ReadingCsvReader open(
            Path file, ReadingMapping mapping, FileForm form, Function<List<String>, Columns> choice)
            throws IOException {
        return ReadingCsv.read(file.toString(), ReadingCsv.open(file), mapping, form, choice);
    }

    private static List<Reading> read(Path file, ReadingMapping mapping, FileForm form, Columns columns)
            throws IOException {
        List<Reading> all = new ArrayList<>();
        try (ReadingCsvReader reader = open(file, mapping, form, names -> columns)) {
            reader.forEachRemaining(all::add);
        }
        return all;
    }

    private static String refusal(Path file, ReadingMapping mapping, FileForm form) {
        return assertThrows(IllegalArgumentException.class, () -> read(file, mapping, form, SALES))
                .getMessage();
    }
}
