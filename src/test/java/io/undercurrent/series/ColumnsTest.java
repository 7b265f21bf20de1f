package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "_", "_sales", "sales_2.net-of-tax"})
    void aNameStartsWithALetterOrAnUnderscore(String name) {
        assertEquals(List.of(name), Columns.ofTargets(name).names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", ".a", "-a", "ä", "a b", "key", "date"})
    void aRefusalSaysWhatANameMayBe(String name) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Columns.ofTargets(name));
        assertEquals(
                "column name: expected letters, digits, '_', '.' or '-', starting with a letter or '_', at most 64 long"
                        + " and neither 'key' nor 'date', but got '" + name + "'",
                refused.getMessage());
    }

    @Test
    void aNameHas64CharactersAtMost() {
        String longest = "a".repeat(64);
        assertEquals(List.of(longest), Columns.ofTargets(longest).names());
        assertThrows(IllegalArgumentException.class, () -> Columns.ofTargets(longest + "a"));
    }
}
