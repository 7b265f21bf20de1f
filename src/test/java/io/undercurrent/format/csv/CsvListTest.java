package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvListTest {

    @Test
    void namesWithCommasAndQuotesStandBetweenQuotes() {
        assertEquals(List.of("a, b", "c", "d \"e\""), CsvList.read("\"a, b\",c,\"d \"\"e\"\"\""));
        assertEquals(List.of("temperature_2m_min (°C)"), CsvList.read("temperature_2m_min (°C)"));
        assertEquals(List.of("a", "", " b"), CsvList.read("a,, b"));
    }

    @Test
    void whatIsWrittenCanBeRead() {
        for (String name : List.of("plain", "a, b", "d \"e\"", " blank", "Wind+Solar", "in\npieces")) {
            assertEquals(List.of(name), CsvList.read(CsvList.write(List.of(name))));
        }
        assertEquals("key, \"a, b\", c", CsvList.write(List.of("key", "a, b", "c")));
    }

    @Test
    void anArgumentIsReadAsTheSameNames() {
        List<String> names = List.of("plain", "sum, daily (mm)", "d \"e\"", " blank", "Wind+Solar");
        assertEquals("plain,\"sum, daily (mm)\",\"d \"\"e\"\"\",\" blank\",Wind+Solar", CsvList.argument(names));
        assertEquals(names, CsvList.read(CsvList.argument(names)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"a", "a\nb"})
    void whatIsNoListIsRefused(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> CsvList.read(text))
                .getMessage();
        assertTrue(message.startsWith("expected names separated by commas, "), message);
    }
}
