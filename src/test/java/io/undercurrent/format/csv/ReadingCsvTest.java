package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingCsvTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"readings.csv", "readings.csv.gz"})
    void readsWhatItWrote(String name) throws IOException {
        Columns columns = new Columns(List.of("sales"), List.of("promotion"));
        List<Reading> readings = List.of(
                Reading.of("plain", DATE, 318, 1),
                Reading.of("with, comma and \"quotes\"\n", DATE.plusDays(1), 0.1, Double.NaN),
                Reading.of("東京", DATE.plusDays(2), Double.NaN, Double.NaN),
                Reading.of("extreme", DATE, Float.MAX_VALUE, Double.MIN_VALUE));
        Path file = directory.resolve(name);
        try (ReadingCsvWriter writer = ReadingCsv.write(file, columns)) {
            readings.forEach(writer::write);
        }
        assertEquals(readings, read(file, columns));
        assertEquals(name.endsWith(".gz"), Files.readAllBytes(file)[0] == 0x1F);
    }

    @Test
    void findsColumnsByName() throws IOException {
        Path file =
                file("\uFEFFsales,extra,date,temperature,key\r\n7,x,2025-03-18,-1.5,a\r\n\r\n,,2025-03-19,+2e1,b\r\n");
        assertEquals(
                List.of(Reading.of("a", DATE, -1.5, 7), Reading.of("b", DATE.plusDays(1), 20, Double.NaN)),
                read(file, Columns.ofTargets("temperature", "sales")));
        try (ReadingCsvReader reader =
                ReadingCsv.read("all", ReadingCsv.open(file), ReadingMapping.CONTRACT, FileForm.LONG_CSV, names -> {
                    assertEquals(List.of("sales", "extra", "temperature"), names);
                    return Columns.ofTargets(names.get(0));
                })) {
            assertEquals(Columns.ofTargets("sales"), reader.columns());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,2025-03-18,x      | line 3, column sales: expected a finite number or an empty cell, but got 'x'; --missing=x takes it for an empty cell",
                "a,2025-03-18,NaN    | line 3, column sales: expected a finite number or an empty cell, but got 'NaN'; --missing=NaN takes it for an empty cell",
                "a,2025-03-18,1e39   | line 3, column sales: expected a finite number or an empty cell, but got '1e39'",
                "a,2025-03-18,1f     | line 3, column sales: expected a finite number or an empty cell, but got '1f'",
                "a,2025-03-18,\"1,5\" | line 3, column sales: expected a finite number with a decimal point or an empty cell, but got '1,5'",
                "a,2025-03-18,1-     | line 3, column sales: expected a finite number or an empty cell, but got '1-'",
                "a,2025-02-29,1 | line 3, column date: expected a day of the calendar as YYYY-MM-DD, but got '2025-02-29'",
                "a,3/18/2025,1 | line 3, column date: expected a day of the calendar as YYYY-MM-DD, but got '3/18/2025'; --date-form says how days are written",
                ",2025-03-18,1       | line 3, column key: expected a name of 1 to 1024 bytes, but got ''",
                "a,2025-03-18        | line 3: expected 3 cells as in the header, but got 2",
                "a,2025-03-18,1,2    | line 3: expected 3 cells as in the header, but got 4"
            })
    void namesFileLineAndColumnOfAMistake(String row, String message) throws IOException {
        Path file = file("key,date,sales\na,2025-03-17,1\n" + row + "\n");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read(file, Columns.ofTargets("sales")));
        assertEquals(file + ", " + message, refused.getMessage());
    }

    @Test
    void namesTheColumnsThereAre() throws IOException {
        Path file = file("key,date,sales,sales\n");
        assertEquals(
                file + ": expected a column price, but the file has key, date, sales, sales",
                refusal(file, Columns.ofTargets("price")));
        assertEquals(
                file + ": expected one column sales, but there are several: key, date, sales, sales",
                refusal(file, Columns.ofTargets("sales")));
        assertEquals(
                file("") + ": expected a header that names the columns, but the file is empty",
                refusal(file(""), Columns.ofTargets("sales")));
    }

    /** What spreadsheets leave behind: a byte order mark, quotes everywhere, rows without text, cells of blanks. */
    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        assertEquals(
                366,
                read(CASES.resolve("bom-and-quoted-header.csv"), Columns.ofTargets("sales"))
                        .size());
        Path file = file(
                "\uFEFF\"key\",\"date\",\"sales\",\r\n\"a\",\"2025-03-18\",\" \",\r\n,,,\r\n\"b\",\"2025-03-18\",\"2\",\"\"");
        assertEquals(
                List.of(Reading.of("a", DATE, Float.NaN), Reading.of("b", DATE, 2)),
                read(file, Columns.ofTargets("sales")));
        assertEquals(List.of(), read(file("key,date,sales"), Columns.ofTargets("sales")));
    }

    @Test
    void readsColumnsWithUnitsAndCommasInTheirNames() throws IOException {
        Columns columns = new Columns(
                List.of("temperature_2m_min (°C)", "a \"b\" c"),
                List.of("sum, daily (mm)", "Wind+Solar", "key figure"));
        Reading first = read(CASES.resolve("units-in-names.csv"), columns).get(0);
        assertEquals(Reading.of("berlin", LocalDate.of(2024, 1, 1), -0.2, 15.8, 7.9, 23.7, -0.2), first);
        byte[] message = new ReadingWriter(columns).write(first);
        assertEquals(new ReadingParser.Accepted(first), new ReadingParser(columns).parse(message));
        assertEquals(
                CASES.resolve("units-in-names.csv") + ": expected a column x, but the file has key, date,"
                        + " temperature_2m_min (°C), \"sum, daily (mm)\", \"a \"\"b\"\" c\", Wind+Solar, key figure",
                refusal(CASES.resolve("units-in-names.csv"), Columns.ofTargets("x")));
    }

    @Test
    void namesWhatAFileIsThatIsNotCommaSeparated() throws IOException {
        Path semicolons = CASES.resolve("semicolon-decimal-comma.csv");
        assertEquals(
                semicolons + ": expected commas between cells, decimal points and UTF-8, but the file has semicolons"
                        + " between its cells, decimal commas, another encoding (probably Latin-1 or Windows-1252);"
                        + " read it with --delimiter ';' --decimal-comma --charset windows-1252",
                refusal(semicolons, Columns.ofTargets("sales")));
        assertEquals(
                file("key\tdate\tsales\nZürich\t2025-03-18\t1\n")
                        + ": expected commas between cells, decimal points and"
                        + " UTF-8, but the file has tabs between its cells; read it with --delimiter tab",
                refusal(directory.resolve("readings.csv"), Columns.ofTargets("sales")));
        for (byte[] start : List.of(
                new byte[] {0x1F, (byte) 0x8B, 8, 0},
                "PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII),
                "\uFEFFkey,date,sales\n".getBytes(StandardCharsets.UTF_16LE))) {
            Path file = Files.write(directory.resolve("readings.csv"), start);
            String message = refusal(file, Columns.ofTargets("sales"));
            assertTrue(message.startsWith(file + ": expected CSV, but the file is "), message);
        }
    }

    @Test
    void refusesBytesThatAreNotWhatTheNamePromises() throws IOException {
        Path file = directory.resolve("readings.csv");
        Files.write(file, "key,date,sales\nZürich,2025-03-18,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file + ": expected UTF-8, but got other bytes, probably Latin-1 or Windows-1252: read it with"
                        + " --charset windows-1252",
                refusal(file, Columns.ofTargets("sales")));
        Path compressed = directory.resolve("readings.csv.gz");
        Files.writeString(compressed, "key,date,sales\n");
        assertTrue(assertThrows(IOException.class, () -> read(compressed, Columns.ofTargets("sales")))
                .getMessage()
                .contains("expected gzip"));
    }

    private static String refusal(Path file, Columns columns) {
        return assertThrows(IllegalArgumentException.class, () -> read(file, columns))
                .getMessage();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("readings.csv"), text);
    }

    private static List<Reading> read(Path file, Columns columns) throws IOException {
        List<Reading> readings = new ArrayList<>();
        try (ReadingCsvReader reader = ReadingCsv.read(file, columns)) {
            reader.forEachRemaining(readings::add);
        }
        return readings;
    }
}
