package io.undercurrent.dashboard.state;

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

    static SeriesLine of(SeriesState series, int target, String name, int days) {
        DayRing actuals = series.actuals(target);
        Forecast forecast = series.trail().newest();
        double[] ahead = NONE;
        int position = forecast == null ? -1 : forecast.shape().targets().indexOf(name);
        if (position >= 0) {
            ahead = new double[forecast.shape().horizon()];
            int median = nearestToMedian(forecast.shape().quantiles());
            for (int lead = 0; lead < ahead.length; lead++) {
                ahead[lead] = forecast.value(position, median, lead);
            }
        }
        boolean known = actuals != null && actuals.newest() != DayRing.NONE;
        int newest = known ? actuals.newest() : forecast == null ? 0 : forecast.origin();
        return new SeriesLine(
                series.key(),
                newest,
                known ? actuals.until(newest, days) : NONE,
                forecast == null ? newest : forecast.origin(),
                ahead,
                forecast != null && forecast.source() == Forecast.Source.BASELINE);
    }

    private static int nearestToMedian(List<Double> quantiles) {
        return IntStream.range(0, quantiles.size())
                .boxed()
                .min(Comparator.comparingDouble(quantile -> Math.abs(quantiles.get(quantile) - 0.5)))
                .orElseThrow();
    }
}
