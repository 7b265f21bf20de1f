package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountryCsvTest {

    @TempDir
    private Path folder;

    private Map<String, String> read(String content) throws IOException {
        return CountryCsv.read(Files.writeString(folder.resolve("countries.csv"), content), code -> {
            if (!Set.of("DE", "US-CA", "AT").contains(code)) {
                throw new IllegalArgumentException("expected DE, but got '" + code + "'");
            }
        });
    }

    @Test
    void aRowSaysWhereASeriesLies() throws IOException {
        assertEquals(
                Map.of("a", "DE", "b", "US-CA", "c-*", "DE+AT", "d", "", "e", "DE"),
                read("country,category,key\nDE,dairy,a\n US-CA ,,b\n DE + AT+DE,,c-*\n,dairy,d\nDE,dairy,e\n"));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertRefused(
                "countries.csv, line 3: column country: expected DE, but got 'Germany'",
                "key,country\na,DE\nb,Germany\n");
        assertRefused("countries.csv, line 2: column country: expected DE, but got ''", "key,country\na,DE+\n");
        assertRefused(
                "countries.csv, line 2: column key: expected the key of a series, but it is empty",
                "key,country\n,DE\n");
        assertRefused(
                "countries.csv, line 3: column key: expected one row for each series, but got another for 'a'",
                "key,country\na,DE\na,AT\n");
        assertRefused("countries.csv: expected a column country, but the file has key, land", "key,land\na,DE\n");
        assertRefused(
                "countries.csv: expected a country for at least one series, but there is none", "key,country\na,\n");
    }

    private void assertRefused(String expected, String content) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(content))
                .getMessage();
        assertTrue(message.endsWith(expected), message);
    }
}
