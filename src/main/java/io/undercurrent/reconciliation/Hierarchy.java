package io.undercurrent.reconciliation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which series add up to which others. The bottom series are those that are nobody's sum; each other series is the sum of all bottom
 * series below it. A series may be part of several sums, such as an item of its store and of its category.
 *
 * @param bottom keys of the bottom series
 * @param sums the other series
 */
public record Hierarchy(List<String> bottom, List<Sum> sums) implements Serializable {

    private static final long serialVersionUID = 1;

    /**
     * A series that is the sum of others.
     *
     * @param level 1 for a sum of bottom series alone, and 1 more than the highest of the sums in it otherwise
     * @param parts positions of the bottom series in it, ascending
     */
    public record Sum(String key, int level, List<Integer> parts) implements Serializable {

        private static final long serialVersionUID = 1;

        public Sum {
            parts = List.copyOf(parts);
        }
    }

    public Hierarchy {
        bottom = List.copyOf(bottom);
        sums = List.copyOf(sums);
    }

    /**
     * Builds it from pairs.
     *
     * @param parents for each series the sums that it is part of
     * @throws IllegalArgumentException if there is none, or a series is part of itself
     */
    public static Hierarchy of(Map<String, ? extends Collection<String>> parents) {
        Map<String, Set<String>> children = new LinkedHashMap<>();
        parents.forEach((child, of) -> of.forEach(parent ->
                children.computeIfAbsent(parent, none -> new LinkedHashSet<>()).add(child)));
        if (children.isEmpty()) {
            throw new IllegalArgumentException("expected at least one series that is part of another, but got none");
        }
        List<String> bottom = parents.keySet().stream()
                .filter(key -> !children.containsKey(key))
                .toList();
        Map<String, Integer> positions = new HashMap<>();
        bottom.forEach(key -> positions.put(key, positions.size()));
        Builder builder = new Builder(children, positions);
        List<Sum> sums = new ArrayList<>();
        children.keySet().forEach(key -> sums.add(builder.sum(key, new LinkedHashSet<>())));
        sums.sort(Comparator.comparing(Sum::level).reversed());
        return new Hierarchy(bottom, sums);
    }

    private record Builder(Map<String, Set<String>> children, Map<String, Integer> positions, Map<String, Sum> known) {

        Builder(Map<String, Set<String>> children, Map<String, Integer> positions) {
            this(children, positions, new HashMap<>());
        }

        /**
         * @param within the sums that it is being looked at in
         */
        Sum sum(String key, Set<String> within) {
            Sum found = known.get(key);
            if (found != null) {
                return found;
            }
            if (!within.add(key)) {
                throw new IllegalArgumentException("expected no series to be part of itself, but got "
                        + String.join(" of ", within) + " of " + key);
            }
            int level = 1;
            Set<Integer> parts = new TreeSet<>();
            for (String child : children.get(key)) {
                if (positions.containsKey(child)) {
                    parts.add(positions.get(child));
                } else {
                    Sum inner = sum(child, within);
                    level = Math.max(level, inner.level() + 1);
                    parts.addAll(inner.parts());
                }
            }
            within.remove(key);
            Sum sum = new Sum(key, level, List.copyOf(parts));
            known.put(key, sum);
            return sum;
        }
    }

    /** Keys of all series, the bottom first, then the sums. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(bottom);
        sums.forEach(sum -> keys.add(sum.key()));
        return keys;
    }

    /** Keys of the series of each level, 0 for the bottom. */
    public Map<Integer, List<String>> levels() {
        Map<Integer, List<String>> levels = new TreeMap<>();
        levels.put(0, bottom);
        sums.forEach(sum ->
                levels.computeIfAbsent(sum.level(), none -> new ArrayList<>()).add(sum.key()));
        return levels;
    }

    /**
     * The connected parts: series of different ones have no sum in common, so that each can be reconciled by itself. By the name of each,
     * which is its sum of the highest level, of several the first in alphabetical order. Bottom series without a sum are in none.
     */
    public Map<String, Hierarchy> components() {
        int[] roots = IntStream.range(0, bottom.size()).toArray();
        for (Sum sum : sums) {
            for (int part : sum.parts()) {
                roots[root(roots, part)] = root(roots, sum.parts().get(0));
            }
        }
        Map<Integer, List<Sum>> byRoot = new LinkedHashMap<>();
        sums.forEach(sum -> byRoot.computeIfAbsent(root(roots, sum.parts().get(0)), none -> new ArrayList<>())
                .add(sum));
        Map<Integer, List<Integer>> members = new HashMap<>();
        for (int series = 0; series < bottom.size(); series++) {
            members.computeIfAbsent(root(roots, series), none -> new ArrayList<>())
                    .add(series);
        }
        Map<String, Hierarchy> components = new TreeMap<>();
        byRoot.forEach((root, of) -> components.put(name(of), component(members.get(root), of)));
        return components;
    }

    private static int root(int[] roots, int series) {
        int root = series;
        while (roots[root] != root) {
            roots[root] = roots[roots[root]];
            root = roots[root];
        }
        return root;
    }

    private static String name(List<Sum> sums) {
        return sums.stream()
                .min(Comparator.comparing(Sum::level).reversed().thenComparing(Sum::key))
                .orElseThrow()
                .key();
    }

    private Hierarchy component(List<Integer> series, List<Sum> of) {
        Map<Integer, Integer> positions = new HashMap<>();
        series.forEach(member -> positions.put(member, positions.size()));
        return new Hierarchy(
                series.stream().map(bottom::get).toList(),
                of.stream()
                        .map(sum -> new Sum(
                                sum.key(),
                                sum.level(),
                                sum.parts().stream().map(positions::get).toList()))
                        .toList());
    }
}
