package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;

/**
 * Bytes that things take on the heap of a 64-bit JVM with compressed references, near enough for a budget: headers of 12 bytes, 16
 * for arrays, all rounded up.
 */
final class Footprint {

    /**
     * A series without its values: its object, its place in the table and in the orders, its empty lists, and a reading that is held
     * until something confirms it.
     */
    private static final int SERIES = 320 + 48;

    /** A target of a series without its values. */
    private static final int TARGET = 240;

    private static final int FORECAST = 48 + 16 + 8;
    private static final int SCORED_DAY = 40 + 2 * 16 + 16 + 8;
    private static final int INTERVAL = 8 + 4 + 16;

    private Footprint() {}

    /** A series of {@code targets} targets with {@code days} days each. */
    static long ofSeries(String key, int targets, int days) {
        return SERIES + 40 + 2L * key.length() + targets * ofTarget(days);
    }

    /** A further target of a series. */
    static long ofTarget(int days) {
        return TARGET + 16 + 8L * days;
    }

    /** Without its texts and its shape, which forecasts share. */
    static long of(Forecast forecast) {
        return FORECAST + 8L * forecast.values().length;
    }

    static long of(ScoredDay day) {
        long bytes = SCORED_DAY + 4L * (day.model().length + day.baseline().length);
        for (byte[] interval : day.inside()) {
            bytes += INTERVAL + interval.length;
        }
        return bytes;
    }
}
