package io.undercurrent.series.kind;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stays the same about a series: its level in each static column, such as {@code category=dairy}.
 *
 * @param levels by the name of the column; columns that say nothing of the series are left out
 */
public record StaticFeatures(Map<String, String> levels) implements Serializable {

    /** Of a series of which nothing is known. */
    public static final StaticFeatures NONE = new StaticFeatures(Map.of());

    public StaticFeatures {
        levels = Map.copyOf(levels);
    }

    /** The level in a column; empty if there is none. */
    public String level(String column) {
        return levels.getOrDefault(column, "");
    }

    @Override
    public String toString() {
        return new TreeMap<>(levels).toString();
    }
}
