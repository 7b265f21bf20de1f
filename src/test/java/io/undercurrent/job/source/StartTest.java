package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void isAnEndOrADay() {
        assertEquals(Start.EARLIEST, Start.parse("earliest"));
        assertEquals(Start.LATEST, Start.parse("latest"));
        Start day = Start.parse("2025-03-01");
        assertEquals(Start.on(LocalDate.of(2025, 3, 1)), day);
        assertEquals(1_740_787_200_000L, day.millis());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Start.parse("1.3.2025"));
        assertEquals("expected earliest, latest or a day as YYYY-MM-DD, but got '1.3.2025'", refused.getMessage());
    }
}
