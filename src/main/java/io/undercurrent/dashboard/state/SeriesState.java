package io.undercurrent.dashboard.state;

import java.util.Arrays;

/** What is known of one series. All access is the {@link Board}'s, under its lock, but for the key. */
public final class SeriesState {

    private final String key;
    private final ForecastTrail trail = new ForecastTrail();
    private DayRing[] actuals = {};
    private SeriesScores[] scores = {};
    /** Bytes set aside at admission for the first forecast. */
    private long reserved;
    /** Goes up with each change. */
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
