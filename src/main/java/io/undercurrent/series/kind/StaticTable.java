package io.undercurrent.series.kind;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The static features of series by key. A key that ends in {@code *} stands for all keys that begin as it does, so that
 * a table can know series that do not exist yet. Of several rows that fit a key, its own counts, and otherwise the longest
 * beginning.
 *
 * <p>Immutable; a job carries it to its tasks.
 */
public final class StaticTable implements Serializable {

    /** A table that knows no series. */
    public static final StaticTable NONE = new StaticTable(List.of(), Map.of());

    private static final String ANY_END = "*";

    private static final long serialVersionUID = 1;

    private final List<String> columns;
    private final Map<String, StaticFeatures> rows = new HashMap<>();
    /** The lengths of the beginnings, the longest first: there are few, however many beginnings there are. */
    private final List<Integer> lengths;

    /**
     * @param columns names of the static columns
     * @param rows by key, or by the beginning of keys and {@code *}
     */
    public StaticTable(List<String> columns, Map<String, StaticFeatures> rows) {
        this.columns = List.copyOf(columns);
        // Thousands of series share a few rows.
        Map<StaticFeatures, StaticFeatures> distinct = new HashMap<>();
        rows.forEach((key, features) -> this.rows.put(key, distinct.computeIfAbsent(features, same -> same)));
        lengths = rows.keySet().stream()
                .filter(key -> key.endsWith(ANY_END))
                .map(key -> key.length() - ANY_END.length())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Names of the static columns. */
    public List<String> columns() {
        return columns;
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** Whether a row says something of a series. */
    public boolean knows(String key) {
        return of(key) != StaticFeatures.NONE;
    }

    /** The features of a series; {@link StaticFeatures#NONE} if no row fits its key. */
    public StaticFeatures of(String key) {
        StaticFeatures own = rows.get(key);
        if (own != null) {
            return own;
        }
        for (int length : lengths) {
            StaticFeatures begun = length > key.length() ? null : rows.get(key.substring(0, length) + ANY_END);
            if (begun != null) {
                return begun;
            }
        }
        return StaticFeatures.NONE;
    }
}
