package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DayRing;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.dashboard.state.day.DistinctCount;
import io.undercurrent.dashboard.state.day.FlagRing;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All series of the live page. Threads that read topics write into it, a batch at a time; the thread that serves pages reads.
 *
 * <p>Targets are kept separately: data of one job's targets never replace or hide those of another job's targets for
 * the same series.
 *
 * <p>Memory is limited. When it is used up, earlier forecasts and correctable old scores are dropped first, series by
 * series in turn; after that, new series are refused and counted.
 */
public final class Board {

    private static final int MOST_SHARED = 256;

    private final long limit;
    private final int days;

    private final Map<String, SeriesState> table = new HashMap<>();
    /** Those of which something is known, in the order in which they came. */
    private final List<SeriesState> all = new ArrayList<>();

    private final ColumnNames names = new ColumnNames();
    private final List<Accuracy> accuracy = new ArrayList<>();
    /** Series of each target that are shown. */
    private final int[] shown = new int[ColumnNames.MOST_TARGETS];

    private final SpokenModels spoken = new SpokenModels();
    private final Map<String, String> models = new HashMap<>();
    private final Map<List<Double>, List<Double>> quantiles = new HashMap<>();
    private final DistinctCount refused = new DistinctCount();

    /** The newest origin of all series. */
    private int newestOrigin = DayRing.NONE;

    private long used;
    private long forgotten;
    /** Bytes of a forecast, to be set aside for series that have none yet. */
    private long usualForecast;
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

    /** Days of history that are kept. */
    public int days() {
        return days;
    }

    /** Names of the targets in the order in which they came; it only ever grows. */
    public synchronized List<String> targets() {
        return names.targets();
    }

    /** Adds targets that are not known yet. */
    public synchronized void addTargets(List<String> added) {
        for (String name : added) {
            if (names.addTarget(name)) {
                accuracy.add(new Accuracy());
            }
        }
    }

    /** The position of a flag, which is added where it is not known yet; -1 where there is no room for it. */
    public synchronized int addFlag(String name) {
        return names.addFlag(name);
    }

    /** Leaves out what turned out to be no flag. Its position stays taken. */
    public synchronized void dropFlag(String name) {
        names.dropFlag(name);
    }

    /** Takes in readings and announcements. */
    public synchronized void read(List<DayValues> messages) {
        for (DayValues message : messages) {
            int target = message.firstTarget();
            SeriesState series = target < 0 ? table.get(message.key()) : admit(message.key(), target, usualForecast);
            if (series == null) {
                continue;
            }
            if (target < 0) {
                flag(series, message);
            } else {
                series.believe(message, days, newestOrigin).forEach(believed -> enter(series, believed));
            }
        }
    }

    private void enter(SeriesState series, DayValues day) {
        for (int target = 0; target < day.values().length; target++) {
            double said = day.values()[target];
            double value = said == Reading.RETRACTED ? Double.NaN : said;
            if (!Double.isNaN(said)
                    && admit(series.key(), target, usualForecast) != null
                    && series.target(target).actuals().put(day.day(), value)) {
                changed(series, target);
            }
        }
        flag(series, day);
    }

    /** Takes in the flags of a day. Of a series of which nothing else is known yet there is nothing to draw them beside. */
    private void flag(SeriesState series, DayValues day) {
        boolean begins = series.flags() == null;
        if (series.version() == 0 || (begins ? day.raised() : day.raised() | day.lowered()) == 0) {
            return;
        }
        int newest = series.newest(newestOrigin);
        if (begins) {
            long bytes = Footprint.ofFlags(days);
            if (newest == DayRing.NONE || !makeRoom(bytes)) {
                return;
            }
            series.begin(new FlagRing(days, newest));
            used += bytes;
        }
        series.flags().advance(newest);
        if (series.flags().set(day.day(), day.raised(), day.lowered())) {
            changed(series);
        }
    }

    /** Takes in forecasts, and with them their targets. */
    public synchronized void forecast(List<IssuedForecast> forecasts) {
        for (IssuedForecast issued : forecasts) {
            Forecast forecast = issued.forecast();
            spoken.add(issued);
            addTargets(forecast.shape().targets());
            SeriesState series = null;
            for (int i = 0; i < forecast.shape().targets().size(); i++) {
                int target = names.target(forecast.shape().targets().get(i));
                SeriesState admitted = target < 0 ? null : forecast(forecast.key(), target, ofTarget(issued, i));
                series = admitted == null ? series : admitted;
            }
            if (series != null) {
                newestOrigin = Math.max(newestOrigin, forecast.origin());
                DayValues confirmed = series.confirmed(days);
                if (confirmed != null) {
                    enter(series, confirmed);
                }
            }
        }
    }

    /** The series, or null where there is no room. */
    private SeriesState forecast(String key, int target, TargetForecast forecast) {
        long bytes = Footprint.of(forecast);
        usualForecast = Footprint.usual(usualForecast, bytes);
        SeriesState series = admit(key, target, bytes);
        if (series != null) {
            int before = series.spare();
            TargetState state = series.target(target);
            used += state.trail().add(forecast) - state.takeReserved();
            changed(series, target, before);
        }
        return series;
    }

    /** What a forecast says of one of its targets, with the texts and quantiles that others have too. */
    private TargetForecast ofTarget(IssuedForecast issued, int target) {
        Forecast forecast = issued.forecast();
        int levels = forecast.shape().quantiles().size();
        int horizon = forecast.shape().horizon();
        double[] values = new double[levels * horizon];
        for (int level = 0; level < levels; level++) {
            for (int lead = 0; lead < horizon; lead++) {
                values[level * horizon + lead] = forecast.value(target, level, lead);
            }
        }
        return new TargetForecast(
                forecast.origin(),
                forecast.revision(),
                shared(models, forecast.model()),
                forecast.source(),
                forecast.restarted(),
                issued.issued(),
                forecast.days(),
                shared(quantiles, forecast.shape().quantiles()),
                values);
    }

    private static <T> T shared(Map<T, T> known, T value) {
        if (known.size() >= MOST_SHARED) {
            return known.getOrDefault(value, value);
        }
        T before = known.putIfAbsent(value, value);
        return before == null ? value : before;
    }

    /** Adds the scores of a day's forecasts. */
    public synchronized void scored(String key, String name, ScoredDay day) {
        addTargets(List.of(name));
        int target = names.target(name);
        SeriesState series = target < 0 ? null : admit(key, target, usualForecast);
        if (series != null) {
            int before = series.spare();
            used += series.target(target).scores().add(day, accuracy.get(target));
            scoreChanges++;
            changed(series, target, before);
        }
    }

    private void changed(SeriesState series, int target, int spareBefore) {
        spare += series.spare() - spareBefore;
        changed(series, target);
        makeRoom(0);
    }

    private void changed(SeriesState series, int target) {
        TargetState state = series.target(target);
        if (!state.isShown()) {
            state.show();
            shown[target]++;
        }
        changed(series);
    }

    private void changed(SeriesState series) {
        if (series.version() == 0) {
            all.add(series);
        }
        series.changed(++changes);
    }

    /** The series of a key with room for a target and its first forecast, or null where there is no room. */
    private SeriesState admit(String key, int target, long forecast) {
        SeriesState series = table.get(key);
        if (series != null && series.target(target) != null) {
            return series;
        }
        long bytes = (series == null ? Footprint.ofSeries(key) : 0) + Footprint.ofTarget(days) + forecast;
        if (!makeRoom(bytes)) {
            refused.add(key);
            return null;
        }
        if (series == null) {
            series = new SeriesState(key);
            table.put(key, series);
        }
        series.begin(target, new TargetState(days, forecast));
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

    /** The series of which something is known for a target, in the order in which they came. */
    synchronized List<SeriesState> all(String name) {
        int target = names.target(name);
        return all.stream().filter(series -> series.shown(target) != null).toList();
    }

    /** How many series there are of which something is known for a target. */
    synchronized int count(String name) {
        int target = names.target(name);
        return target < 0 ? 0 : shown[target];
    }

    /** Mean absolute scaled error of each series, NaN where there is none. */
    synchronized double[] errors(List<SeriesState> series, String name) {
        int target = names.target(name);
        return series.stream()
                .mapToDouble(one -> {
                    TargetState state = one.target(target);
                    return state == null ? Double.NaN : state.scores().totals().model();
                })
                .toArray();
    }

    /** The newest day of each series that has a value, NaN where there is none. */
    synchronized double[] newestDays(List<SeriesState> series, String name) {
        int target = names.target(name);
        return series.stream()
                .mapToDouble(one -> {
                    TargetState state = one.target(target);
                    int newest = state == null ? DayRing.NONE : state.actuals().newest();
                    return newest == DayRing.NONE ? Double.NaN : newest;
                })
                .toArray();
    }

    /** Keys of all series of which something is known, in the order in which they came. */
    public synchronized List<String> keys() {
        return all.stream().map(SeriesState::key).toList();
    }

    /** The targets of which something is known for a series. */
    public synchronized List<String> targets(SeriesState series) {
        List<String> targets = names.targets();
        return IntStream.range(0, targets.size())
                .filter(target -> series.shown(target) != null)
                .mapToObj(targets::get)
                .toList();
    }

    /** What each model has forecast, the one heard last first. */
    public synchronized List<ModelUse> models() {
        return spoken.of(all, names.targets());
    }

    /** Scores of all series by lead time, position 0 being one day ahead. */
    public synchronized List<ScoreTotals> accuracy(String name) {
        int target = names.target(name);
        return target < 0 ? List.of() : accuracy.get(target).byLead();
    }

    /** Goes up with each score. */
    public synchronized long scoreVersion() {
        return scoreChanges;
    }

    /** Goes up with each change of the series. */
    public synchronized long version(SeriesState series) {
        return series.version();
    }

    /** A series that is shown for a target in a line, with so many of its newest days. */
    public synchronized SeriesLine line(SeriesState series, String target, int newestDays) {
        return SeriesLine.of(series, series.target(names.target(target)), newestDays);
    }

    /** All that is known of a series for one target, with the forecast from an earlier origin where it is kept. */
    public synchronized SeriesDetail detail(SeriesState series, String name, Integer earlierOrigin) {
        TargetState target = series.target(names.target(name));
        return target == null
                ? SeriesDetail.empty(series.key(), name)
                : SeriesDetail.of(series, target, name, days, earlierOrigin, flags(series));
    }

    private List<SeriesDetail.Flag> flags(SeriesState series) {
        return series.flags() == null ? List.of() : names.of(series.flags());
    }

    public synchronized Fill fill() {
        return new Fill(all.size(), used, limit, refused.estimate(), forgotten, names.targetsLeftOut());
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
