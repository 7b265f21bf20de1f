package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.FlagRing;

/**
 * Bytes that things take on the heap of a 64-bit JVM with compressed references, near enough for a budget: headers of 12 bytes, 16
 * for arrays, all rounded up.
 */
final class Footprint {

    /**
     * A series without its targets: its object, its place in the table and in the orders, and a day that is held until something
     * confirms it.
     */
    private static final int SERIES = 240 + 56;

    /** A target of a series without its values: its objects and empty lists. */
    private static final int TARGET = 240 + 112;

    private static final int FORECAST = 48 + 16 + 8;
    private static final int SCORED_DAY = 40 + 2 * 16 + 16 + 8;
    private static final int INTERVAL = 8 + 4 + 16;

    private Footprint() {}

    /** A series without its targets. */
    static long ofSeries(String key) {
        return SERIES + 40 + 2L * key.length();
    }

    /** A target of a series, with {@code days} days. */
    static long ofTarget(int days) {
        return TARGET + 16 + 8L * days;
    }

    /** The flags of a series with {@code days} days. */
    static long ofFlags(int days) {
        return 24 + 16 + days + FlagRing.AHEAD;
    }

    /** Without its texts and quantiles, which forecasts share. */
    static long of(TargetForecast forecast) {
        return FORECAST + 8L * forecast.values().length;
    }

    /**
     * What forecasts take usually, after one more. It changes by an eighth at most, so that a single forecast of very many days, as
     * anybody may write it to a topic, does not take the room of others.
     *
     * @param before 0 if it is the first
     */
    static long usual(long before, long forecast) {
        long step = before / 8;
        return before == 0 ? forecast : Math.max(before - step, Math.min(before + step, forecast));
    }

    static long of(ScoredDay day) {
        long bytes = SCORED_DAY + 4L * (day.model().length + day.baseline().length);
        for (byte[] interval : day.inside()) {
            bytes += INTERVAL + interval.length;
        }
        return bytes;
    }
}
