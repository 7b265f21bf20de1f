package io.undercurrent.model.kind;

import io.undercurrent.series.kind.StaticFeatures;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * A static column that a model knows, such as the category. Levels that are not among these count as other.
 *
 * @param name of the column
 * @param levels that training saw often enough, the commonest first
 */
public record StaticColumn(String name, List<String> levels) {

    /** What a series without a known level belongs to. */
    public static final int OTHER = -1;

    /** Each level is an input of the network for each day ahead. */
    public static final int MOST_LEVELS = 50;

    public StaticColumn {
        Objects.requireNonNull(name, "name");
        levels = List.copyOf(levels);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a static column: expected a text, but it is blank");
        }
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw new IllegalArgumentException("levels of static column '" + name + "': expected 1 to " + MOST_LEVELS
                    + ", but got " + levels.size());
        }
        if (new HashSet<>(levels).size() < levels.size() || levels.contains("")) {
            throw new IllegalArgumentException("levels of static column '" + name
                    + "': expected different texts, none of them empty, but got " + levels);
        }
    }

    /** Position of the level of a series; {@link #OTHER} if it has none that is known. */
    public int level(StaticFeatures features) {
        return levels.indexOf(features.level(name));
    }
}
