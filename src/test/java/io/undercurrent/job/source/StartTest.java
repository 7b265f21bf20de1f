package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StartTest {

    /** Where retention has taken the next message, those that are left come next, and not those to come. */
    @Test
    void passesOverNothingThatIsLeft() {
        for (Start start : new Start[] {Start.EARLIEST, Start.LATEST, Start.on(LocalDate.of(2025, 3, 1))}) {
            assertEquals(
                    "earliest", start.offsets().getAutoOffsetResetStrategy().toString(), start.toString());
        }
    }

    @Test
    void isAnEndOrADay() {
        assertEquals(Start.EARLIEST, Start.parse("earliest"));
        assertEquals(Start.LATEST, Start.parse("latest"));
        Start day = Start.parse("2025-03-01");
        assertEquals(Start.on(LocalDate.of(2025, 3, 1)), day);
        assertEquals(1_740_787_200_000L, day.millis());
        // The last day of Java's calendar is more milliseconds from 1970 than a long has.
        for (String wrong : new String[] {"1.3.2025", "2025-02-29", "+999999999-12-31"}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Start.parse(wrong));
            assertEquals(
                    "expected earliest, latest or a day as YYYY-MM-DD, but got '" + wrong + "'", refused.getMessage());
        }
    }
}
