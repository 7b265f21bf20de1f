package io.undercurrent.reconciliation.continuous;

import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Takes in the forecasts and scores of a connected part of a hierarchy.
 *
 * <p>The forecasts of an origin wait for each other: until each series that has not ended has its forecast, and the value of the origin's
 * day if one was forecast. A series has ended if it had forecasts, but none from any day of the last horizon.
 */
public final class OpenSums {

    private final ForecastReconciler reconciler;
    private final ForecastShape shape;
    private final boolean scored;

    /**
     * @param scored whether scores come too, which say what days were
     */
    public OpenSums(ForecastReconciler reconciler, boolean scored) {
        this.reconciler = Objects.requireNonNull(reconciler, "reconciler");
        this.scored = scored;
        shape = reconciler.shape();
    }

    /** Takes in a forecast of the shape that is reconciled, whose message has this time. */
    public Taken take(Forecast forecast, long time, HeldSeries series, Progress progress) {
        int origin = forecast.origin();
        if (origin <= progress.closed()) {
            return Taken.TOO_LATE;
        }
        HeldForecast held = series.forecasts().get(origin);
        if (held == null) {
            Set<Integer> before = complete(series, progress);
            series.put(origin, HeldForecast.of(forecast, time));
            progress.open(origin);
            count(before, series, progress);
        } else {
            boolean later = held.yieldsTo(forecast, time);
            if (held.saysTheSame(forecast)) {
                if (later) {
                    series.put(origin, held.at(time, forecast));
                }
                return Taken.UNCHANGED;
            }
            if (!later) {
                return Taken.OUTDATED;
            }
            series.put(origin, held.replacedBy(forecast, time));
        }
        progress.changed(origin);
        return Taken.CHANGED;
    }

    /** Takes in what a day was. */
    public Taken take(DayScore score, long time, HeldSeries series, Progress progress) {
        if (score.day() <= progress.closed()) {
            return Taken.TOO_LATE;
        }
        double[] values = new double[shape.targets().size()];
        Arrays.fill(values, Double.NaN);
        for (TargetScore target : score.targets()) {
            int at = shape.targets().indexOf(target.target());
            if (at >= 0) {
                values[at] = target.actual();
            }
        }
        HeldDay day = new HeldDay(time, score.revision(), values);
        HeldDay held = series.days().get(score.day());
        if (held != null && !held.yieldsTo(day)) {
            return Arrays.equals(held.values(), values) ? Taken.UNCHANGED : Taken.OUTDATED;
        }
        Set<Integer> before = complete(series, progress);
        series.put(score.day(), day);
        count(before, series, progress);
        if (held != null && Arrays.equals(held.values(), values)) {
            return Taken.UNCHANGED;
        }
        progress.changed(score.day());
        return Taken.CHANGED;
    }

    /** The open origins from which a series has all that is expected of it. */
    private Set<Integer> complete(HeldSeries series, Progress progress) {
        Set<Integer> complete = new HashSet<>();
        for (int origin : series.forecasts().tailMap(progress.closed(), false).keySet()) {
            if (!scored || series.days().containsKey(origin) || !series.isCovered(origin)) {
                complete.add(origin);
            }
        }
        return complete;
    }

    private void count(Set<Integer> before, HeldSeries series, Progress progress) {
        Set<Integer> after = complete(series, progress);
        for (int origin : after) {
            if (!before.contains(origin)) {
                progress.open(origin).add(1);
            }
        }
        for (int origin : before) {
            if (!after.contains(origin)) {
                progress.open(origin).add(-1);
            }
        }
    }

    /**
     * Decides when to look at an origin whose forecast, or day, changed.
     *
     * @param now by the machine's clock, in milliseconds since 1970; it decides only when forecasts are written, not which
     * @param wait for the forecasts of other series
     * @param pause for further changes of what was written already
     * @return whether to look at once
     */
    public boolean touch(int origin, long now, long wait, long pause, Progress progress) {
        Progress.Open open = progress.open().get(origin);
        if (open != null && !open.isReleased()) {
            open.waitUntil(now + wait);
            if (isReady(open, progress)) {
                return true;
            }
        }
        if (progress.open().tailMap(origin, true).values().stream().anyMatch(Progress.Open::isReleased)) {
            progress.again(now + pause);
        }
        return false;
    }

    private boolean isReady(Progress.Open open, Progress progress) {
        return isReady(open, reconciler.hierarchy().keys().size(), progress);
    }

    static boolean isReady(Progress.Open open, int series, Progress progress) {
        return open.complete() >= series - progress.ended();
    }
}
