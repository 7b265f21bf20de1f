package io.undercurrent.reconciliation.continuous;

import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reconciliation of what comes, as an operator runs it, with a clock that is set by hand. */
final class SumsInMemory {

    static final int LATENESS = 14;
    static final long WAIT = 1000;
    static final long PAUSE = 100;

    private final Map<String, Part> parts = new HashMap<>();
    private final List<Forecast> written = new ArrayList<>();
    private SettledSums last;
    private long now;
    private long reached = Long.MIN_VALUE;

    /** A connected part of the hierarchy. */
    private static final class Part {

        private final OpenSums open;
        private final SumsLook look;
        private final Map<String, HeldSeries> held = new HashMap<>();
        private Progress progress = new Progress();

        Part(Way way, Hierarchy hierarchy, boolean scored) {
            ForecastReconciler reconciler = new ForecastReconciler(way, hierarchy, ReconciledStores.SHAPE);
            open = new OpenSums(reconciler, scored);
            look = new SumsLook(reconciler, LATENESS, scored);
        }
    }

    SumsInMemory(Way way, Hierarchy hierarchy, boolean scored) {
        hierarchy.components().values().forEach(part -> {
            Part one = new Part(way, part, scored);
            part.keys().forEach(key -> parts.put(key, one));
        });
    }

    Taken take(Forecast forecast, long time) {
        Part part = parts.get(forecast.key());
        Taken taken = part.open.take(forecast, time, series(part, forecast.key()), part.progress);
        afterwards(taken, forecast.origin(), part);
        return taken;
    }

    Taken take(DayScore score, long time) {
        Part part = parts.get(score.key());
        Taken taken = part.open.take(score, time, series(part, score.key()), part.progress);
        afterwards(taken, score.day(), part);
        return taken;
    }

    private HeldSeries series(Part part, String key) {
        return part.held.computeIfAbsent(key, of -> new HeldSeries(of, ReconciledStores.SHAPE));
    }

    private void afterwards(Taken taken, int day, Part part) {
        if (taken == Taken.CHANGED && part.open.touch(day, now, WAIT, PAUSE, part.progress)) {
            look(part, false);
        }
        part.progress = Progress.read(part.progress.write());
    }

    private void look(Part part, boolean all) {
        HeldSeries[] series = part.look.keys().stream().map(part.held::get).toArray(HeldSeries[]::new);
        last = part.look.look(series, part.progress, now, reached, all, written::add);
    }

    /** Lets time go by. */
    void pass(long millis) {
        now += millis;
        parts.values().stream().distinct().forEach(part -> {
            if (part.progress.next() <= now) {
                look(part, false);
            }
        });
    }

    /** All messages until then were read. */
    void reach(long time) {
        reached = time;
    }

    /** Nothing comes any more. */
    void end() {
        parts.values().stream().distinct().forEach(part -> look(part, true));
    }

    /** All that was written, in its order. */
    List<Forecast> written() {
        return written;
    }

    SettledSums last() {
        return last;
    }

    /** By key and origin: what was written last. */
    Map<String, Forecast> newest() {
        Map<String, Forecast> newest = new TreeMap<>();
        written.forEach(forecast -> newest.put(forecast.key() + " from " + forecast.origin(), forecast));
        return newest;
    }

    HeldSeries held(String key) {
        return parts.get(key).held.get(key);
    }
}
