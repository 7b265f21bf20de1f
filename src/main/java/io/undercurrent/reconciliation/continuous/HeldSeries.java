package io.undercurrent.reconciliation.continuous;

import io.undercurrent.reconciliation.SeriesWidths;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is held of one series: its forecasts from the origins that days can still be met by, the days that are not closed yet, and what was
 * learnt of its intervals until then. Mutable; not thread-safe.
 */
public final class HeldSeries {

    /** Where there was no origin or day yet. */
    public static final int NEVER = Integer.MIN_VALUE;

    private final String key;
    private final ForecastShape shape;
    private int first = NEVER;
    private int newest = NEVER;
    private int newestDay = NEVER;
    private final NavigableMap<Integer, HeldForecast> forecasts = new TreeMap<>();
    private final NavigableMap<Integer, HeldDay> days = new TreeMap<>();
    private SeriesWidths widths;

    /** A series before its first forecast. */
    public HeldSeries(String key, ForecastShape shape) {
        this(key, shape, new SeriesWidths(shape));
    }

    private HeldSeries(String key, ForecastShape shape, SeriesWidths widths) {
        this.key = Objects.requireNonNull(key, "key");
        this.shape = Objects.requireNonNull(shape, "shape");
        this.widths = widths;
    }

    /**
     * A series as it was held.
     *
     * @param first origin of its first forecast ever
     * @param newest origin of its newest forecast
     * @param newestDay with a value
     */
    public static HeldSeries restore(
            String key, ForecastShape shape, int first, int newest, int newestDay, SeriesWidths widths) {
        HeldSeries series = new HeldSeries(key, shape, widths);
        series.first = first;
        series.newest = newest;
        series.newestDay = newestDay;
        return series;
    }

    public String key() {
        return key;
    }

    public ForecastShape shape() {
        return shape;
    }

    /** Origin of the first forecast ever. */
    public int first() {
        return first;
    }

    /** Origin of the newest forecast. */
    public int newest() {
        return newest;
    }

    /** The newest day with a value. */
    public int newestDay() {
        return newestDay;
    }

    /** By origin; not a copy. */
    public NavigableMap<Integer, HeldForecast> forecasts() {
        return forecasts;
    }

    /** By day, counted from 1970-01-01; not a copy. */
    public NavigableMap<Integer, HeldDay> days() {
        return days;
    }

    /** What was learnt until the day that is closed; not a copy. */
    public SeriesWidths widths() {
        return widths;
    }

    void put(int origin, HeldForecast forecast) {
        forecasts.put(origin, forecast);
        first = first == NEVER ? origin : Math.min(first, origin);
        newest = Math.max(newest, origin);
    }

    void put(int day, HeldDay value) {
        days.put(day, value);
        newestDay = Math.max(newestDay, day);
    }

    /** The value of a target on a day; NaN if it is not known. */
    double value(int day, int target) {
        HeldDay held = days.get(day);
        return held == null ? Double.NaN : held.values()[target];
    }

    /** Whether a forecast from before an origin reaches its day. */
    boolean isCovered(int origin) {
        Integer before = forecasts.lowerKey(origin);
        return before != null && before >= origin - shape.horizon();
    }

    /**
     * Drops what no later origin needs.
     *
     * @param closed the last day that cannot change any more
     * @param learnt what is known of intervals after it
     */
    void close(int closed, SeriesWidths learnt) {
        widths = learnt;
        days.headMap(closed, true).clear();
        forecasts.headMap(closed - shape.horizon(), true).clear();
    }

    /** One that changes independently of this. */
    public HeldSeries copy() {
        HeldSeries copy = restore(key, shape, first, newest, newestDay, widths.copy());
        copy.forecasts.putAll(forecasts);
        copy.days.putAll(days);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldSeries that
                && key.equals(that.key)
                && shape.equals(that.shape)
                && first == that.first
                && newest == that.newest
                && newestDay == that.newestDay
                && forecasts.equals(that.forecasts)
                && days.equals(that.days)
                && Arrays.deepEquals(widths.latest(), that.widths.latest());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, newest);
    }

    @Override
    public String toString() {
        return "HeldSeries[" + key + " origins " + forecasts.keySet() + " days " + days.keySet() + "]";
    }
}
