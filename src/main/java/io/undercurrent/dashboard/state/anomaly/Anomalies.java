package io.undercurrent.dashboard.state.anomaly;

import io.undercurrent.series.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The anomalies that jobs reported. The highest revision of a day counts: a withdrawn anomaly is remembered, so that an earlier revision of
 * it that comes once more does not bring it back, but is not shown.
 *
 * <p>Memory is limited. When it is used up, the oldest days of all series are forgotten.
 */
public final class Anomalies {

    /** An anomaly on a 64-bit JVM with its places in the two tables, without its texts. */
    private static final long ONE = 232;

    /** The place of a value. Ascending are older days before newer ones. */
    private record Place(int day, String key, String target) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::day).thenComparing(Place::key).thenComparing(Place::target);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Those of one series. */
    private static final class OfSeries {

        private final TreeMap<Place, Anomaly> all = new TreeMap<>();
        private long version;
    }

    private final long limit;
    private final TreeMap<Place, Anomaly> all = new TreeMap<>();
    private final Map<String, OfSeries> series = new HashMap<>();
    private long used;
    private int standing;
    private long forgotten;
    private long changes;

    /**
     * @param limit bytes of all anomalies together
     */
    public Anomalies(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("memory of anomalies: expected at least 1 byte, but got " + limit);
        }
        this.limit = limit;
    }

    /** Takes in what jobs reported. */
    public synchronized void add(List<Anomaly> reported) {
        reported.forEach(this::add);
        while (used > limit) {
            forget(all.firstKey());
            forgotten++;
        }
    }

    private void add(Anomaly anomaly) {
        Place place = new Place(anomaly.day(), anomaly.key(), anomaly.target());
        Anomaly before = all.get(place);
        if (before != null) {
            if (anomaly.revision() < before.revision()) {
                return;
            }
            forget(place);
        }
        OfSeries own = series.computeIfAbsent(anomaly.key(), key -> new OfSeries());
        own.all.put(place, anomaly);
        own.version = ++changes;
        all.put(place, anomaly);
        used += footprint(anomaly);
        standing += anomaly.withdrawn() ? 0 : 1;
    }

    private void forget(Place place) {
        Anomaly gone = all.remove(place);
        OfSeries own = series.get(place.key());
        own.all.remove(place);
        own.version = ++changes;
        if (own.all.isEmpty()) {
            series.remove(place.key());
        }
        used -= footprint(gone);
        standing -= gone.withdrawn() ? 0 : 1;
    }

    private static long footprint(Anomaly anomaly) {
        int texts = anomaly.key().length()
                + anomaly.target().length()
                + anomaly.model().length();
        return ONE + 2L * texts;
    }

    /** Goes up with each change. */
    public synchronized long version() {
        return changes;
    }

    /** Changes with the anomalies of a series; 0 where there are none. */
    public synchronized long version(String key) {
        OfSeries own = series.get(key);
        return own == null ? 0 : own.version;
    }

    /** How many there are that are not withdrawn. */
    public synchronized int count() {
        return standing;
    }

    /** How many had to be forgotten. */
    public synchronized long forgotten() {
        return forgotten;
    }

    /** The newest days first, at most {@code most}. */
    public synchronized List<Anomaly> newest(int most) {
        List<Anomaly> newest = new ArrayList<>();
        for (Anomaly anomaly : all.descendingMap().values()) {
            if (newest.size() == most) {
                break;
            }
            if (!anomaly.withdrawn()) {
                newest.add(anomaly);
            }
        }
        return newest;
    }

    /** All that {@code asked} accepts, the newest days first. */
    public synchronized List<Anomaly> all(Predicate<Anomaly> asked) {
        return standing(all, asked);
    }

    /** Those of a series that {@code asked} accepts, the newest days first. */
    public synchronized List<Anomaly> of(String key, Predicate<Anomaly> asked) {
        OfSeries own = series.get(key);
        return own == null ? List.of() : standing(own.all, asked);
    }

    private static List<Anomaly> standing(TreeMap<Place, Anomaly> from, Predicate<Anomaly> asked) {
        return from.descendingMap().values().stream()
                .filter(anomaly -> !anomaly.withdrawn() && asked.test(anomaly))
                .toList();
    }
}
