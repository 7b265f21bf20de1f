package io.undercurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void takesTheMedianOfItsRuns() {
        assertEquals(3, Measurement.of("a", "s", 9, 1, 3).median());
        assertEquals(2, Measurement.of("a", "s", 9, 1, 3, 1).median());
        assertThrows(IllegalArgumentException.class, () -> new Measurement("a", "s", List.of()));
    }

    @Test
    void comparesRunByRun() {
        Measurement slow = Measurement.of("slow", "1/s", 10, 40);
        Measurement fast = Measurement.of("fast", "1/s", 20, 50);
        assertEquals(List.of(2.0, 1.25), fast.over(slow, "fast over slow").runs());
    }
}
