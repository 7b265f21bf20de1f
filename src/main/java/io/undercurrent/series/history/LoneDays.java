package io.undercurrent.series.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds isolated days that most likely have a wrong date (a mistyped year, or a placeholder date): a few days, apart
 * from the others by a long gap. Many days after a gap are a series that paused, and stay.
 */
final class LoneDays {

    /** Fewest days to judge a series by: each weekday twice. */
    private static final int ENOUGH = 14;

    /** Lone days are fewer than this share of the days that belong together. */
    private static final double SHARE = 0.1;

    private LoneDays() {}

    /**
     * @param gap days without a reading that separate lone days from the others
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
