package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DayRing;
import io.undercurrent.series.Forecast;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series in a line of the list.
 *
 * @param key the series
 * @param newest the last day of {@code values}, counted from 1970-01-01
 * @param values one a day, NaN where none is known
 * @param origin of the forecast, if there is one
 * @param ahead medians of the newest forecast, or what comes nearest to them, from the day after its origin on
 * @param baseline whether the forecast is the baseline's
 */
public record SeriesLine(String key, int newest, double[] values, int origin, double[] ahead, boolean baseline) {

    private static final double[] NONE = {};

    static SeriesLine of(SeriesState series, TargetState target, int days) {
        DayRing actuals = target.actuals();
        TargetForecast forecast = target.trail().newest();
        boolean known = actuals.newest() != DayRing.NONE;
        int newest = known ? actuals.newest() : forecast == null ? 0 : forecast.origin();
        return new SeriesLine(
                series.key(),
                newest,
                known ? actuals.until(newest, days) : NONE,
                forecast == null ? newest : forecast.origin(),
                forecast == null ? NONE : medians(forecast),
                forecast != null && forecast.source() == Forecast.Source.BASELINE);
    }

    private static double[] medians(TargetForecast forecast) {
        int median = nearestToMedian(forecast.quantiles());
        double[] ahead = new double[forecast.horizon()];
        for (int lead = 0; lead < ahead.length; lead++) {
            ahead[lead] = forecast.value(median, lead);
        }
        return ahead;
    }

    private static int nearestToMedian(List<Double> quantiles) {
        return IntStream.range(0, quantiles.size())
                .boxed()
                .min(Comparator.comparingDouble(quantile -> Math.abs(quantiles.get(quantile) - 0.5)))
                .orElseThrow();
    }
}
