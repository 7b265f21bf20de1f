package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DayRing;
import java.util.Arrays;
import java.util.List;

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
 * @param models who spoke from which of these origins on, ascending
 * @param scores of the series; null where there are none
 * @param flags those that some day has
 */
public record SeriesDetail(
        String key,
        String target,
        int newest,
        double[] values,
        TargetForecast forecast,
        TargetForecast earlier,
        int[] origins,
        List<Spoken> models,
        ScoreTotals scores,
        List<Flag> flags) {

    private static final double[] NONE = {};

    /**
     * The days that have a flag.
     *
     * @param position the same for all series
     * @param name of the covariate, such as {@code promotion}
     * @param days ascending, counted from 1970-01-01; those ahead were announced
     */
    public record Flag(int position, String name, int[] days) {}

    /** The first of some origins in a row whose forecasts are by one model. */
    public record Spoken(int from, String model) {}

    static SeriesDetail empty(String key, String target) {
        return new SeriesDetail(key, target, 0, NONE, null, null, new int[0], List.of(), null, List.of());
    }

    static SeriesDetail of(
            SeriesState series, TargetState target, String name, int days, Integer earlierOrigin, List<Flag> flags) {
        DayRing actuals = target.actuals();
        ForecastTrail trail = target.trail();
        boolean known = actuals.newest() != DayRing.NONE;
        return new SeriesDetail(
                series.key(),
                name,
                known ? actuals.newest() : 0,
                known ? withoutUnknownStart(actuals.until(actuals.newest(), days)) : NONE,
                trail.newest(),
                earlierOrigin == null ? null : trail.from(earlierOrigin),
                trail.origins(),
                trail.models(),
                target.scores().totals().copy(),
                flags);
    }

    private static double[] withoutUnknownStart(double[] values) {
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        return Arrays.copyOfRange(values, first, values.length);
    }
}
