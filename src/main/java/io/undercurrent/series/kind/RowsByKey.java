package io.undercurrent.series.kind;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table by the key of a series. A key that ends in {@code *} stands for all keys that begin as it does, so that
 * a table can know series that do not exist yet. Of several rows that fit a key, its own counts, and otherwise the longest
 * beginning. Immutable.
 *
 * @param <T> a row
 */
public final class RowsByKey<T> implements Serializable {

    private static final String ANY_END = "*";

    private static final long serialVersionUID = 1;

    private final HashMap<String, T> rows;
    /** The lengths of the beginnings, the longest first: there are few, however many beginnings there are. */
    private final List<Integer> lengths;

    /**
     * @param rows by key, or by the beginning of keys and {@code *}
     */
    public RowsByKey(Map<String, T> rows) {
        this.rows = new HashMap<>(rows);
        lengths = rows.keySet().stream()
                .filter(key -> key.endsWith(ANY_END))
                .map(key -> key.length() - ANY_END.length())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Stands for all keys that begin with {@code key}. */
    public static String anyBeginningWith(String key) {
        return key + ANY_END;
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** The row of a series; null if none fits its key. */
    public T of(String key) {
        if (rows.isEmpty()) {
            return null;
        }
        T own = rows.get(key);
        if (own != null) {
            return own;
        }
        for (int length : lengths) {
            T begun = length > key.length() ? null : rows.get(anyBeginningWith(key.substring(0, length)));
            if (begun != null) {
                return begun;
            }
        }
        return null;
    }
}
