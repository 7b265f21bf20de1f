package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightCsvTest {

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("weights.csv"), content);
    }

    private String refusal(String content) throws IOException {
        Path file = file(content);
        String message = assertThrows(IllegalArgumentException.class, () -> WeightCsv.read(file))
                .getMessage();
        return message.substring(message.lastIndexOf("weights.csv"));
    }

    @Test
    void columnsAreFoundByName() throws IOException {
        assertEquals(
                Map.of("a", 0.25, "b,c", 0.75), WeightCsv.read(file("level,weight,key\n9,0.25,a\n9,7.5e-1,\"b,c\"\n")));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws IOException {
        assertEquals("weights.csv: expected a column weight, but the file has key, share", refusal("key,share\na,1\n"));
        assertEquals(
                "weights.csv, line 3: expected a weight of at least 0, but got '-1'",
                refusal("key,weight\na,1\nb,-1\n"));
        assertEquals(
                "weights.csv, line 2: expected a weight of at least 0, but got 'NaN'", refusal("key,weight\na,NaN\n"));
        // A number of Java's source, which no CSV means.
        assertEquals(
                "weights.csv, line 2: expected a weight of at least 0, but got '0x1p3'",
                refusal("key,weight\na,0x1p3\n"));
        assertEquals(
                "weights.csv, line 3: expected one weight for each series, but got another for 'a'",
                refusal("key,weight\na,1\na,1\n"));
        assertEquals(
                "weights.csv, line 2: expected 2 cells as in the header, but got 3", refusal("key,weight\na,1,2\n"));
        assertEquals("weights.csv: expected a weight for each series, but there is none", refusal("key,weight\n"));
    }
}
