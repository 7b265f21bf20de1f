package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.util.Arrays;
import java.util.List;

/** What is known of one series. All access is the {@link Board}'s, under its lock, but for the key. */
public final class SeriesState {

    private final String key;
    private final ForecastTrail trail = new ForecastTrail();
    private DayRing[] actuals = {};
    private SeriesScores[] scores = {};
    /** Waits for something to confirm its day; null where none does. */
    private Reading held;
    /** Bytes set aside at admission for the first forecast. */
    private long reserved;
    /** Goes up with each change; 0 while nothing is known that a page could show. */
    private long version;

    SeriesState(String key, long reserved) {
        this.key = key;
        this.reserved = reserved;
    }

    public String key() {
        return key;
    }

    ForecastTrail trail() {
        return trail;
    }

    /** Null where the target has no values. */
    DayRing actuals(int target) {
        return target >= 0 && target < actuals.length ? actuals[target] : null;
    }

    /** Null where the target has no scores. */
    SeriesScores scores(int target) {
        return target >= 0 && target < scores.length ? scores[target] : null;
    }

    /** Makes room for targets up to and including {@code target}. */
    void extendTo(int target, int days) {
        int before = actuals.length;
        actuals = Arrays.copyOf(actuals, target + 1);
        scores = Arrays.copyOf(scores, target + 1);
        for (int added = before; added <= target; added++) {
            actuals[added] = new DayRing(days);
            scores[added] = new SeriesScores();
        }
    }

    int targets() {
        return actuals.length;
    }

    /**
     * What can be shown now that a reading came, in the order of the days: nothing, the reading, or another one with it.
     *
     * <p>The topic also holds what the job rejects, and one wrong date far ahead would push out all that is known. So a reading that
     * would do so is held until one of another day near it, or {@linkplain #confirmed a forecast}, shows that the series did move on;
     * a reading from elsewhere shows that it did not. What comes of the same day confirms nothing, since whoever has one date wrong
     * repeats it.
     *
     * @param days of history that are kept
     * @param elsewhere the newest day of all series, for a series of which nothing is known; {@link DayRing#NONE} where there is none
     */
    List<Reading> believe(Reading reading, int days, int elsewhere) {
        Reading before = held;
        held = null;
        if (!isJump(reading.day(), days, elsewhere)) {
            return List.of(reading);
        }
        long after = before == null ? 0 : (long) reading.day() - before.day();
        if (after != 0 && Math.abs(after) <= days) {
            return after > 0 ? List.of(before, reading) : List.of(reading, before);
        }
        double[] values = reading.values().clone();
        if (before != null && after == 0) {
            for (int target = 0; target < Math.min(values.length, before.values().length); target++) {
                values[target] = Double.isNaN(values[target]) ? before.values()[target] : values[target];
            }
        }
        held = new Reading(key, reading.day(), values);
        return List.of();
    }

    /** The reading that is held where a forecast has confirmed its day, and then no longer is; else null. */
    Reading confirmed(int days) {
        Reading confirmed = held != null && !isJump(held.day(), days, DayRing.NONE) ? held : null;
        if (confirmed != null) {
            held = null;
        }
        return confirmed;
    }

    /** Whether a day would push out all that is known. */
    private boolean isJump(int day, int days, int elsewhere) {
        Forecast forecast = trail.newest();
        int newest = forecast == null ? DayRing.NONE : forecast.origin();
        for (DayRing ofTarget : actuals) {
            newest = Math.max(newest, ofTarget.newest());
        }
        newest = newest == DayRing.NONE ? elsewhere : newest;
        return newest != DayRing.NONE && day - (long) newest >= days;
    }

    long takeReserved() {
        long bytes = reserved;
        reserved = 0;
        return bytes;
    }

    long version() {
        return version;
    }

    void changed(long to) {
        version = to;
    }

    /** How many forecasts and scored days could be forgotten. */
    int spare() {
        int spare = Math.max(0, trail.size() - 1);
        for (SeriesScores ofTarget : scores) {
            spare += ofTarget.size();
        }
        return spare;
    }

    /** Forgets the oldest forecast and scored days that can be spared; returns the bytes that this frees. */
    long forgetOldest() {
        long freed = trail.dropOldest();
        for (SeriesScores ofTarget : scores) {
            freed += ofTarget.settleOldest();
        }
        return freed;
    }
}
