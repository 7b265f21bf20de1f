package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All series of the live page. Threads that read topics write into it, a batch at a time; the thread that serves pages reads.
 *
 * <p>Bytes are bounded. When they run out, earlier forecasts and the right to correct old scores go first, series by series in turn;
 * when there is nothing left of these, further series are refused, and counted.
 */
public final class Board {

    /** Targets of all models together; further ones are counted and left out. */
    static final int MOST_TARGETS = 16;

    private static final int MOST_SHARED = 256;

    private final long limit;
    private final int days;

    private final Map<String, SeriesState> table = new HashMap<>();
    /** Those of which something is known, in the order in which they came. */
    private final List<SeriesState> all = new ArrayList<>();

    private final List<String> targets = new ArrayList<>();
    private final List<Accuracy> accuracy = new ArrayList<>();
    private final Map<String, String> models = new HashMap<>();
    private final Map<ForecastShape, ForecastShape> shapes = new HashMap<>();
    private final DistinctCount refused = new DistinctCount();
    private final DistinctCount targetsLeftOut = new DistinctCount();

    /** The newest origin of all series. */
    private int newestOrigin = DayRing.NONE;

    private long used;
    private long forgotten;
    private long largestForecast;
    /** Forecasts and scored days that could be forgotten, over all series. */
    private long spare;
    /** Where the next thing is forgotten. */
    private int hand;

    private long changes;
    private long scoreChanges;

    /**
     * @param limit bytes of all series together
     * @param days of history kept of each series
     */
    public Board(long limit, int days) {
        if (limit < 1) {
            throw new IllegalArgumentException("memory: expected at least 1 byte, but got " + limit);
        }
        if (days < 1) {
            throw new IllegalArgumentException("days: expected at least 1, but got " + days);
        }
        this.limit = limit;
        this.days = days;
    }

    /** Names of the targets in the order in which they came; it only ever grows. */
    public synchronized List<String> targets() {
        return List.copyOf(targets);
    }

    /** Adds targets that are not known yet. */
    public synchronized void addTargets(List<String> names) {
        for (String name : names) {
            if (targets.contains(name)) {
                continue;
            }
            if (targets.size() == MOST_TARGETS) {
                targetsLeftOut.add(name);
                continue;
            }
            targets.add(name);
            accuracy.add(new Accuracy());
        }
    }

    /** Takes in readings whose values stand for the first targets, in their order. */
    public synchronized void read(List<Reading> readings) {
        for (Reading reading : readings) {
            SeriesState series = reading.hasAny(0, reading.values().length) ? admit(reading.key(), 0) : null;
            if (series != null) {
                for (Reading believed : series.believe(reading, days, newestOrigin)) {
                    enter(believed);
                }
            }
        }
    }

    private void enter(Reading reading) {
        for (int target = 0; target < reading.values().length; target++) {
            double value = reading.values()[target];
            SeriesState series = Double.isNaN(value) ? null : admit(reading.key(), target);
            if (series != null && series.actuals(target).put(reading.day(), value)) {
                changed(series);
            }
        }
    }

    /** Takes in forecasts, and with them their targets. */
    public synchronized void forecast(List<Forecast> forecasts) {
        for (Forecast forecast : forecasts) {
            addTargets(forecast.shape().targets());
            largestForecast = Math.max(largestForecast, Footprint.of(forecast));
            SeriesState series = admit(forecast.key(), 0);
            if (series != null) {
                int before = series.spare();
                used += series.trail().add(shared(series, forecast)) - series.takeReserved();
                changed(series, before);
                newestOrigin = Math.max(newestOrigin, forecast.origin());
                Reading confirmed = series.confirmed(days);
                if (confirmed != null) {
                    enter(confirmed);
                }
            }
        }
    }

    /** The same forecast with the texts and the shape that others have too. */
    private Forecast shared(SeriesState series, Forecast forecast) {
        return new Forecast(
                series.key(),
                forecast.origin(),
                forecast.revision(),
                shared(models, forecast.model()),
                forecast.source(),
                forecast.restarted(),
                forecast.days(),
                shared(shapes, forecast.shape()),
                forecast.values());
    }

    private static <T> T shared(Map<T, T> known, T value) {
        if (known.size() >= MOST_SHARED) {
            return known.getOrDefault(value, value);
        }
        T before = known.putIfAbsent(value, value);
        return before == null ? value : before;
    }

    /** Takes in how the forecasts for a day turned out. */
    public synchronized void scored(String key, String target, ScoredDay day) {
        addTargets(List.of(target));
        int position = targets.indexOf(target);
        SeriesState series = position < 0 ? null : admit(key, position);
        if (series != null) {
            int before = series.spare();
            used += series.scores(position).add(day, accuracy.get(position));
            scoreChanges++;
            changed(series, before);
        }
    }

    private void changed(SeriesState series, int spareBefore) {
        spare += series.spare() - spareBefore;
        changed(series);
        makeRoom(0);
    }

    private void changed(SeriesState series) {
        if (series.version() == 0) {
            all.add(series);
        }
        series.changed(++changes);
    }

    /** The series of a key with room for a target, or null where there is no room. */
    private SeriesState admit(String key, int target) {
        SeriesState series = table.get(key);
        if (series != null && target < series.targets()) {
            return series;
        }
        long bytes = series == null
                ? Footprint.ofSeries(key, target + 1, days) + largestForecast
                : (target + 1 - series.targets()) * Footprint.ofTarget(days);
        if (!makeRoom(bytes)) {
            refused.add(key);
            return null;
        }
        if (series == null) {
            series = new SeriesState(key, largestForecast);
            table.put(key, series);
        }
        series.extendTo(target, days);
        used += bytes;
        return series;
    }

    /** Forgets until {@code bytes} more fit; whether they do. */
    private boolean makeRoom(long bytes) {
        while (used + bytes > limit && spare > 0) {
            hand = hand + 1 < all.size() ? hand + 1 : 0;
            SeriesState series = all.get(hand);
            int before = series.spare();
            used -= series.forgetOldest();
            int gone = before - series.spare();
            spare -= gone;
            forgotten += gone;
        }
        return used + bytes <= limit;
    }

    /** A series of which something is known, or null. */
    public synchronized SeriesState find(String key) {
        SeriesState series = table.get(key);
        return series == null || series.version() == 0 ? null : series;
    }

    synchronized List<SeriesState> all() {
        return List.copyOf(all);
    }

    /** Mean absolute scaled error of each series, NaN where there is none. */
    synchronized double[] errors(List<SeriesState> series, String target) {
        int position = targets.indexOf(target);
        return series.stream()
                .mapToDouble(one -> {
                    SeriesScores scores = position < 0 ? null : one.scores(position);
                    return scores == null ? Double.NaN : scores.totals().model();
                })
                .toArray();
    }

    /** Scores of all series by lead time, position 0 being one day ahead. */
    public synchronized List<ScoreTotals> accuracy(String target) {
        int position = targets.indexOf(target);
        return position < 0 ? List.of() : accuracy.get(position).byLead();
    }

    /** Goes up with each score. */
    public synchronized long scoreVersion() {
        return scoreChanges;
    }

    /** Goes up with each change of the series. */
    public synchronized long version(SeriesState series) {
        return series.version();
    }

    /** A series in a line, with so many of its newest days. */
    public synchronized SeriesLine line(SeriesState series, String target, int newestDays) {
        return SeriesLine.of(series, targets.indexOf(target), target, newestDays);
    }

    /** All that is known of a series for one target, with the forecast from an earlier origin where it is kept. */
    public synchronized SeriesDetail detail(SeriesState series, String target, Integer earlierOrigin) {
        return SeriesDetail.of(series, targets.indexOf(target), target, days, earlierOrigin);
    }

    public synchronized Fill fill() {
        return new Fill(all.size(), used, limit, refused.estimate(), forgotten, targetsLeftOut.estimate());
    }

    /**
     * How full the board is.
     *
     * @param series that are shown
     * @param bytes that they take, near enough
     * @param limit of the bytes
     * @param refused about how many series more there was no room for
     * @param forgotten earlier forecasts and scored days that had to go
     * @param targetsLeftOut about how many targets there was no room for
     */
    public record Fill(int series, long bytes, long limit, long refused, long forgotten, long targetsLeftOut) {}
}
