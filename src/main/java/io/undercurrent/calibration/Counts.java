package io.undercurrent.calibration;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The targets that are counts, 0, 1, 2, …, so that their quantiles are to be whole numbers, see {@link WholeQuantiles}.
 *
 * @param all whether all targets are
 * @param targets names of those that are, where not all
 */
public record Counts(boolean all, Set<String> targets) implements Serializable {

    /** No target is a count. */
    public static final Counts NONE = new Counts(false, Set.of());

    /** All targets are counts. */
    public static final Counts ALL = new Counts(true, Set.of());

    public Counts {
        targets = Set.copyOf(targets);
    }

    /** Those targets are counts. */
    public static Counts of(Collection<String> targets) {
        return new Counts(false, Set.copyOf(targets));
    }

    /**
     * Which of some targets are counts.
     *
     * @throws IllegalArgumentException if a name is not among them
     */
    public boolean[] among(List<String> names) {
        Set<String> unknown = new TreeSet<>(targets);
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "counts: expected some of the targets " + names + ", but got " + unknown);
        }
        boolean[] counts = new boolean[names.size()];
        for (int target = 0; target < counts.length; target++) {
            counts[target] = all || targets.contains(names.get(target));
        }
        return counts;
    }
}
