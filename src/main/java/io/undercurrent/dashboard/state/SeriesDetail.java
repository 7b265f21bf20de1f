package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;
import java.util.Arrays;

/**
 * All that is known of a series for one target.
 *
 * @param key the series
 * @param target its name
 * @param newest the last day of {@code values}, counted from 1970-01-01
 * @param values one a day from the first known one on, NaN where none is known
 * @param forecast the newest; null where there is none
 * @param earlier the one asked for from an earlier origin; null where it is not kept
 * @param origins of all forecasts that are kept, ascending
 * @param scores of the series; null where there are none
 */
public record SeriesDetail(
        String key,
        String target,
        int newest,
        double[] values,
        Forecast forecast,
        Forecast earlier,
        int[] origins,
        ScoreTotals scores) {

    private static final double[] NONE = {};

    static SeriesDetail of(SeriesState series, int target, String name, int days, Integer earlierOrigin) {
        DayRing actuals = series.actuals(target);
        SeriesScores scores = series.scores(target);
        ForecastTrail trail = series.trail();
        boolean known = actuals != null && actuals.newest() != DayRing.NONE;
        return new SeriesDetail(
                series.key(),
                name,
                known ? actuals.newest() : 0,
                known ? withoutUnknownStart(actuals.until(actuals.newest(), days)) : NONE,
                trail.newest(),
                earlierOrigin == null ? null : trail.from(earlierOrigin),
                trail.origins(),
                scores == null ? null : scores.totals().copy());
    }

    private static double[] withoutUnknownStart(double[] values) {
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        return Arrays.copyOfRange(values, first, values.length);
    }
}
