package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastShapeTest {

    private static ForecastShape shape(Double... quantiles) {
        return new ForecastShape(List.of("sales"), List.of(quantiles), 7);
    }

    @Test
    void theMedianIsNoOtherQuantile() {
        assertEquals(0, shape(0.5).median());
        assertEquals(2, shape(0.1, 0.4, 0.5, 0.9).median());
        assertEquals(
                "quantiles: expected 0.5 among them, but got [0.4, 0.6]",
                assertThrows(IllegalStateException.class, () -> shape(0.4, 0.6).median())
                        .getMessage());
    }
}
