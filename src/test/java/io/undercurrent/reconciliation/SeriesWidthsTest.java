package io.undercurrent.reconciliation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.undercurrent.series.ForecastShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesWidthsTest {

    private static final ForecastShape SHAPE =
            new ForecastShape(List.of("sales"), List.of(0.05, 0.1, 0.5, 0.9, 0.95), 1);

    /**
     * After 60 days the quantiles of 10 and 90 % are moved, and those of 5 and 95 % are not yet: of these too few days lay beyond. Days lie
     * six times as far below the reconciled median as below the one before.
     */
    @Test
    void quantilesDoNotCross() {
        SeriesForecast forecast =
                new SeriesForecast(new double[] {0}, new double[] {0}, new double[] {-1.2, -1, 0, 1, 1.2});
        Move move = new Move(new double[] {3}, new double[] {3});
        SeriesWidths widths = new SeriesWidths(SHAPE);
        for (int origin = 0; origin < 60; origin++) {
            double value = origin % 2 == 0 ? -0.5 : 0.5;
            widths.learn(forecast, move, origin, origin, origin + 1, (day, target) -> value);
        }
        // The distances below the median before are 0.5, and 3.5 after; above it 0.5, and none.
        double[] expected = {-4, 1.8, 3, 3, 4.2};
        assertArrayEquals(
                expected, widths.applied(forecast, move, new boolean[] {false}).quantiles(), 1e-12);
    }
}
