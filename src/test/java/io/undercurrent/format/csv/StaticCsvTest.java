package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.series.kind.StaticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticCsvTest {

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("kinds.csv"), content);
    }

    private String refusal(String content) throws IOException {
        Path file = file(content);
        String message = assertThrows(IllegalArgumentException.class, () -> StaticCsv.read(file))
                .getMessage();
        return message.substring(message.lastIndexOf("kinds.csv"));
    }

    @Test
    void columnsAreFoundByName() throws IOException {
        StaticTable table =
                StaticCsv.read(file("category,key,region\ndairy,a,\n\" ice, cream\",\"b,c\", north \n7,d-*,\n"));
        assertEquals(List.of("category", "region"), table.columns());
        assertEquals(Map.of("category", "dairy"), table.of("a").levels(), "an empty cell says nothing");
        assertEquals("north", table.of("b,c").level("region"));
        assertEquals("ice, cream", table.of("b,c").level("category"));
        assertEquals("7", table.of("d-1").level("category"), "a number is a level like any other");
        assertFalse(table.knows("d"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        StaticTable table = StaticCsv.read(file("key,category,region\na,dairy,\nb,\"ice, cream\",north\n"));
        String text = StaticCsv.write(table, List.of("a", "b"));
        assertEquals("key,category,region\na,dairy,\nb,\"ice, cream\",north\n", text);
        assertEquals(table.of("b"), StaticCsv.read(file(text)).of("b"));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws IOException {
        assertEquals(
                "kinds.csv: expected a column key, but the file has id, category", refusal("id,category\na,dairy\n"));
        assertEquals(
                "kinds.csv, line 1: expected columns beside key, such as category, but there are none",
                refusal("key\na\n"));
        assertEquals(
                "kinds.csv, line 1: column 2: expected a name, but it is empty",
                refusal("key,,region\na,dairy,north\n"));
        assertEquals(
                "kinds.csv: expected one column category, but there are several: key, category, category",
                refusal("key,category,category\na,dairy,dairy\n"));
        assertEquals(
                "kinds.csv, line 3: column key: expected one row for each series, but got another for 'a'",
                refusal("key,category\na,dairy\na,bread\n"));
        assertEquals(
                "kinds.csv, line 2: column key: expected the key of a series, but it is empty",
                refusal("key,category\n,dairy\n"));
        assertEquals(
                "kinds.csv, line 2: expected 2 cells as in the header, but got 3",
                refusal("key,category\na,dairy,north\n"));
        assertEquals("kinds.csv: expected a row for each series, but there is none", refusal("key,category\n"));
    }
}
