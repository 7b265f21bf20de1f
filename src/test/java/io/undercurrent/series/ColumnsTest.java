package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "_sales",
                "sales_2.net-of-tax",
                "1a",
                "temperature_2m_min (°C)",
                "sum, daily (mm)",
                "a \"b\" c",
                "😀"
            })
    void aNameIsWhatTheHeaderOfAFileMaySay(String name) {
        assertEquals(List.of(name), Columns.ofTargets(name).names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u0085", "half of a pair \uD83D", "key", "date"})
    void aRefusalSaysWhatANameMayBe(String name) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Columns.ofTargets(name));
        assertEquals(
                "column name: expected 1 to 255 characters, no control characters and neither 'key' nor 'date', but got '"
                        + name + "'",
                refused.getMessage());
    }

    @Test
    void aNameHas255CharactersAtMost() {
        String longest = "a".repeat(255);
        assertEquals(List.of(longest), Columns.ofTargets(longest).names());
        assertThrows(IllegalArgumentException.class, () -> Columns.ofTargets(longest + "a"));
    }
}
