package io.undercurrent.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {

    private final TimeConverter converter = new TimeConverter();

    @Test
    void readsTimesOfFlink() {
        assertEquals(Duration.ofMillis(500), converter.convert("500ms"));
        assertEquals(Duration.ofHours(12), converter.convert("12h"));
        assertEquals(Duration.ofDays(14), converter.convert("14 d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-1d", "-PT1H", "3 fortnights", "9999999999999d", "99999999999999999999d"})
    void saysWhatItExpected(String text) {
        TypeConversionException refused = assertThrows(TypeConversionException.class, () -> converter.convert(text));
        assertEquals("expected a time such as 500ms, 12h or 14d, but got '" + text + "'", refused.getMessage());
    }
}
