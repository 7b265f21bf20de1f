package io.undercurrent.series.kind;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The static features of series by key, or by the beginning of keys, see {@link RowsByKey}.
 *
 * <p>Immutable; a job carries it to its tasks.
 */
public final class StaticTable implements Serializable {

    /** A table that knows no series. */
    public static final StaticTable NONE = new StaticTable(List.of(), Map.of());

    private static final long serialVersionUID = 2;

    private final List<String> columns;
    private final RowsByKey<StaticFeatures> rows;

    /**
     * @param columns names of the static columns
     * @param rows by key, or by the beginning of keys and {@code *}
     */
    public StaticTable(List<String> columns, Map<String, StaticFeatures> rows) {
        this.columns = List.copyOf(columns);
        // Thousands of series share a few rows.
        Map<StaticFeatures, StaticFeatures> distinct = new HashMap<>();
        Map<String, StaticFeatures> shared = new HashMap<>(rows);
        shared.replaceAll((key, features) -> distinct.computeIfAbsent(features, same -> same));
        this.rows = new RowsByKey<>(shared);
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
        return rows.of(key) != null;
    }

    /** The features of a series; {@link StaticFeatures#NONE} if no row fits its key. */
    public StaticFeatures of(String key) {
        StaticFeatures features = rows.of(key);
        return features == null ? StaticFeatures.NONE : features;
    }
}
