package io.undercurrent.stream;

import io.undercurrent.reconciliation.Move;
import io.undercurrent.reconciliation.SeriesWidths;
import io.undercurrent.reconciliation.continuous.HeldDay;
import io.undercurrent.reconciliation.continuous.HeldForecast;
import io.undercurrent.reconciliation.continuous.HeldSeries;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.Optional;

/** Values of what a job holds that makes forecasts add up, as fixtures hold them. */
final class SumsValues {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 2);

    static final Forecast FORECAST = new Forecast(
            "a",
            20_003,
            2,
            "gru48@1f3c9a",
            3,
            Forecast.Source.BASELINE,
            true,
            17,
            new ForecastShape(List.of("sales", "temperature"), List.of(0.1, 0.5), 2),
            new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN},
            new double[] {2.5, 3.5, 6.5, Double.NaN},
            Optional.of("minimum-trace"));

    private SumsValues() {}

    static HeldSeries heldSeries() {
        SeriesWidths widths = SeriesWidths.restore(SHAPE, new double[][] {{0.5, -1}, {0.25, 2}, {}, {3}});
        HeldSeries series = HeldSeries.restore("a", SHAPE, 19_000, 20_004, 20_003, widths);
        series.forecasts()
                .put(
                        20_003,
                        new HeldForecast(
                                forecast(20_003),
                                1_742_256_000_000L,
                                Optional.of(new Move(new double[] {-0.5, 1}, new double[] {1.5, 4})),
                                123_456_789_012L,
                                -7,
                                2));
        series.forecasts()
                .put(20_004, new HeldForecast(forecast(20_004), 1_742_256_000_001L, Optional.empty(), 0, 0, 0));
        series.days().put(20_003, new HeldDay(1_742_256_000_002L, 1, new double[] {Double.NaN}));
        return series;
    }

    private static Forecast forecast(int origin) {
        return new Forecast(
                "a", origin, 0, "gru48@1f3c9a", Forecast.Source.MODEL, SHAPE, new double[] {1, 2, 3, 4, 5, 6});
    }
}
