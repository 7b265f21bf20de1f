package io.undercurrent.series.kind;

import java.io.Serializable;
import java.util.ArrayList;
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
    private final List<Beginning> beginnings = new ArrayList<>();

    private record Beginning(String text, StaticFeatures features) implements Serializable {}

    /**
     * @param columns names of the static columns
     * @param rows by key, or by the beginning of keys and {@code *}
     */
    public StaticTable(List<String> columns, Map<String, StaticFeatures> rows) {
        this.columns = List.copyOf(columns);
        // Thousands of series share a few rows.
        Map<StaticFeatures, StaticFeatures> distinct = new HashMap<>();
        rows.forEach((key, features) -> {
            StaticFeatures one = distinct.computeIfAbsent(features, same -> same);
            this.rows.put(key, one);
            if (key.endsWith(ANY_END)) {
                beginnings.add(new Beginning(key.substring(0, key.length() - 1), one));
            }
        });
        beginnings.sort(Comparator.<Beginning>comparingInt(one -> one.text.length())
                .reversed()
                .thenComparing(Beginning::text));
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
        for (Beginning beginning : beginnings) {
            if (key.startsWith(beginning.text)) {
                return beginning.features;
            }
        }
        return StaticFeatures.NONE;
    }
}
