package io.undercurrent.series.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds days that stand alone among others, as a typing error in a year or a date that stands for none leaves them: few days
 * after a long gap. Many days after a gap are a series that has rested, and stay.
 */
final class LoneDays {

    /** So many days say something of a series: each weekday twice. */
    private static final int ENOUGH = 14;

    /** Lone days are less than this share of the days that belong together. */
    private static final double SHARE = 0.1;

    private LoneDays() {}

    /**
     * @param gap days without any other that set days apart
     */
    static Set<Integer> of(SortedSet<Integer> days, int gap) {
        List<List<Integer>> groups = new ArrayList<>();
        int last = 0;
        for (int day : days) {
            if (groups.isEmpty() || (long) day - last > gap) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(day);
            last = day;
        }
        int most = groups.stream().mapToInt(List::size).max().orElse(0);
        Set<Integer> alone = new TreeSet<>();
        for (List<Integer> group : groups) {
            if (group.size() < ENOUGH && group.size() < SHARE * most) {
                alone.addAll(group);
            }
        }
        return alone;
    }
}
