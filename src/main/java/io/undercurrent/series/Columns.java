package io.undercurrent.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The named values of a job's readings, in a fixed order: first the targets, which are forecast, then the covariates,
 * which help to forecast them and may be known ahead. A column is a position in this order, counted from 0.
 *
 * @param targets names of the values to forecast, at least one
 * @param covariates names of the accompanying values, possibly none
 */
public record Columns(List<String> targets, List<String> covariates) implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_NAME = 255;
    private static final Set<String> RESERVED = Set.of("key", "date");

    public Columns {
        targets = List.copyOf(Objects.requireNonNull(targets, "targets"));
        covariates = List.copyOf(Objects.requireNonNull(covariates, "covariates"));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: expected at least one name, but the list is empty");
        }
        Set<String> seen = new HashSet<>();
        for (List<String> names : List.of(targets, covariates)) {
            for (String name : names) {
                if (!isName(name)) {
                    throw new IllegalArgumentException("column name: expected 1 to " + LONGEST_NAME
                            + " characters, no control characters and neither 'key' nor 'date', but got '" + name
                            + "'");
                }
                if (!seen.add(name)) {
                    throw new IllegalArgumentException("column name: expected each name once, but '" + name
                            + "' is listed more than once among targets " + targets + " and covariates " + covariates);
                }
            }
        }
    }

    /**
     * Names come from file headers and may hold units, blanks and commas. Control characters and text that UTF-8 cannot
     * encode are refused.
     */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !RESERVED.contains(name)
                && name.codePoints().noneMatch(Columns::isControlOrHalf);
    }

    private static boolean isControlOrHalf(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    /** Columns with targets alone. */
    public static Columns ofTargets(String... targets) {
        return new Columns(List.of(targets), List.of());
    }

    /** Number of columns, targets and covariates together. */
    public int count() {
        return targets.size() + covariates.size();
    }

    /** Whether {@code column} is a target. */
    public boolean isTarget(int column) {
        return column < targets.size();
    }

    /** Name of the value at {@code column}. */
    public String name(int column) {
        return isTarget(column) ? targets.get(column) : covariates.get(column - targets.size());
    }

    /** All names in column order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(targets);
        names.addAll(covariates);
        return List.copyOf(names);
    }
}
