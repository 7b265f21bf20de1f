package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DayRing;

/** What is known of one target of a series. */
final class TargetState {

    private final DayRing actuals;
    private final ForecastTrail trail = new ForecastTrail();
    private final SeriesScores scores = new SeriesScores();
    /** Bytes set aside at admission for the first forecast. */
    private long reserved;
    /** Whether anything is known that a page could show. */
    private boolean shown;

    TargetState(int days, long reserved) {
        this.actuals = new DayRing(days);
        this.reserved = reserved;
    }

    DayRing actuals() {
        return actuals;
    }

    ForecastTrail trail() {
        return trail;
    }

    SeriesScores scores() {
        return scores;
    }

    long takeReserved() {
        long bytes = reserved;
        reserved = 0;
        return bytes;
    }

    boolean isShown() {
        return shown;
    }

    void show() {
        shown = true;
    }

    /** The newest day of which there is a value or from which there is a forecast; {@link DayRing#NONE} where there is neither. */
    int newest() {
        TargetForecast forecast = trail.newest();
        return Math.max(actuals.newest(), forecast == null ? DayRing.NONE : forecast.origin());
    }

    /** How many forecasts and scored days could be forgotten. */
    int spare() {
        return Math.max(0, trail.size() - 1) + scores.size();
    }

    /** Forgets the oldest forecast and scored day that can be spared; returns the bytes that this frees. */
    long forgetOldest() {
        return trail.dropOldest() + scores.settleOldest();
    }
}
