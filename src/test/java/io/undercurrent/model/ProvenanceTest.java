package io.undercurrent.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    private static Provenance until(String day) {
        return new Provenance("stores.csv", 1, 10, "2025-01-01", day, Map.of(), 1, "1.0", 10, 0.1, List.of());
    }

    @Test
    void knowsTheLastDayTrainedOn() {
        int day = Math.toIntExact(LocalDate.of(2025, 3, 18).toEpochDay());
        assertEquals(OptionalInt.of(day), until("2025-03-18").lastDay());
        assertEquals(OptionalInt.empty(), Provenance.untrained(1).lastDay());
    }

    @Test
    void refusesWhatIsNoDay() {
        assertEquals(
                "until: expected a day as YYYY-MM-DD, or -, but got 'yesterday'",
                assertThrows(IllegalArgumentException.class, () -> until("yesterday"))
                        .getMessage());
    }
}
