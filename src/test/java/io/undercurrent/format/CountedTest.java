package io.undercurrent.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void isSingularForOneAlone() {
        assertEquals("1 day", Counted.of(1, "day"));
        assertEquals("0 days", Counted.of(0, "day"));
        assertEquals("2 connected parts", Counted.of(2, "connected part"));
    }

    @Test
    void hasTheDigitsOfNoLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals("1,024 days", Counted.of(1024, "day"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
