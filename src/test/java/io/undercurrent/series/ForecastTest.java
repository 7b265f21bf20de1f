package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.series.Forecast.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales", "visits"), List.of(0.1, 0.5, 0.9), 2);

    private static final Forecast FORECAST = new Forecast(
            "a", 20_165, 0, "model", Source.MODEL, SHAPE, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    @Test
    void valuesAreFoundByTheirPositions() {
        assertEquals(1, FORECAST.value(0, 0, 0));
        assertEquals(6, FORECAST.value(0, 2, 1));
        assertEquals(12, FORECAST.value(1, 2, 1));
        assertEquals(10, FORECAST.mean(1, 1), 1e-9);
    }

    /** The days of a forecast are 0 to one less than the horizon: one more would be the first day of the next quantile. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 2, 'lead: expected 0 to 1, but got 2'",
        "0, 3, 0, 'quantile: expected 0 to 2, but got 3'",
        "2, 0, 0, 'target: expected 0 to 1, but got 2'",
        "1, 0, -1, 'lead: expected 0 to 1, but got -1'",
    })
    void aPositionBesideTheShapeIsNoOtherValue(int target, int quantile, int lead, String message) {
        assertEquals(
                message,
                assertThrows(IndexOutOfBoundsException.class, () -> FORECAST.value(target, quantile, lead))
                        .getMessage());
    }

    @Test
    void aPositionBesideTheShapeIsNoOtherMean() {
        assertThrows(IndexOutOfBoundsException.class, () -> FORECAST.mean(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> FORECAST.mean(-1, 0));
    }
}
