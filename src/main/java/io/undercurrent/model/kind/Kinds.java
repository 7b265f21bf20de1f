package io.undercurrent.model.kind;

import io.undercurrent.model.window.KindPrior;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.HashSet;
import java.util.List;

/**
 * All that a model knows of the kinds of series.
 *
 * @param columns the static columns, in the order of their inputs
 * @param targets for each target how its series behave; empty if young series borrow nothing
 */
public record Kinds(List<StaticColumn> columns, List<KindEffects> targets) {

    /** Of a model that does not tell series apart. */
    public static final Kinds NONE = new Kinds(List.of(), List.of());

    private static final int MOST_COLUMNS = 20;

    public Kinds {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
        if (columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "static columns: expected at most " + MOST_COLUMNS + ", but got " + columns.size());
        }
        List<String> names = columns.stream().map(StaticColumn::name).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("static columns: expected different names, but got " + names);
        }
        List<Integer> sizes =
                columns.stream().map(column -> column.levels().size()).toList();
        for (KindEffects target : targets) {
            List<Integer> got = target.levels().stream().map(List::size).toList();
            if (!got.equals(sizes)) {
                throw new IllegalArgumentException(
                        "levels: expected effects of " + sizes + " levels by static column, but got " + got);
            }
        }
    }

    /** Number of inputs that say of which kind a series is: one for each level. */
    public int size() {
        return columns.stream().mapToInt(column -> column.levels().size()).sum();
    }

    /** The level of a series in each column, {@link StaticColumn#OTHER} for none. */
    public int[] levels(StaticFeatures features) {
        return columns.stream().mapToInt(column -> column.level(features)).toArray();
    }

    /** What is to be expected of a target of a series with these levels. */
    public KindPrior prior(int target, int[] levels) {
        return targets.get(target).prior(levels);
    }
}
