package io.undercurrent.series.comparison;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The errors of two models on some days: of one series, so that they can be taken back when a day is corrected, of some series, or of all.
 * Mutable, and not thread-safe.
 */
public final class ComparedDays {

    /** By day, oldest first: the errors by target. */
    private final NavigableMap<ComparedDay, List<PairedErrors>> days = new TreeMap<>();

    /** Whether there is no day. */
    public boolean isEmpty() {
        return days.isEmpty();
    }

    /** Number of days. */
    public int size() {
        return days.size();
    }

    /** The errors by day, oldest first, each by target; they change with these. */
    public NavigableMap<ComparedDay, List<PairedErrors>> byDay() {
        return days;
    }

    /** Adds errors of a day, which may be less than nothing where they take others back. */
    public void add(ComparedDay day, List<PairedErrors> errors) {
        days.merge(day, errors, ComparedDays::sum);
    }

    /** Drops days of which all was taken back, where these are all series: what is left of their sums is rounding. */
    public void dropEmpty() {
        days.values().removeIf(errors -> errors.stream().allMatch(sum -> sum.forecasts() == 0));
    }

    /** Adds the errors of other series. */
    public void addAll(ComparedDays others) {
        others.days.forEach(this::add);
    }

    /**
     * Replaces what is known of a day.
     *
     * @param errors by target; empty for nothing
     * @param changes receives what has to be added to the sums of all series
     */
    public void replace(
            ComparedDay day, List<PairedErrors> errors, BiConsumer<ComparedDay, List<PairedErrors>> changes) {
        if (days.isEmpty() || days.lastKey().day() < day.day()) {
            // As a rule there is nothing to take back.
            if (!errors.isEmpty()) {
                days.put(day, errors);
                changes.accept(day, errors);
            }
            return;
        }
        ComparedDay first = new ComparedDay("", "", day.day());
        ComparedDay next = new ComparedDay("", "", day.day() + 1);
        Map<ComparedDay, List<PairedErrors>> known = days.subMap(first, next);
        if (!errors.isEmpty() && known.size() == 1 && errors.equals(known.get(day))
                || errors.isEmpty() && known.isEmpty()) {
            return;
        }
        known.forEach((before, taken) -> changes.accept(
                before, taken.stream().map(PairedErrors.NONE::minus).toList()));
        known.clear();
        if (!errors.isEmpty()) {
            days.put(day, errors);
            changes.accept(day, errors);
        }
    }

    private static List<PairedErrors> sum(List<PairedErrors> some, List<PairedErrors> others) {
        PairedErrors[] sums = new PairedErrors[Math.max(some.size(), others.size())];
        for (int target = 0; target < sums.length; target++) {
            PairedErrors one = target < some.size() ? some.get(target) : PairedErrors.NONE;
            sums[target] = target < others.size() ? one.plus(others.get(target)) : one;
        }
        return List.of(sums);
    }

    /** Drops the days before one. Returns whether there were any. */
    public boolean dropBefore(int day) {
        boolean any = false;
        while (!days.isEmpty() && days.firstKey().day() < day) {
            days.pollFirstEntry();
            any = true;
        }
        return any;
    }

    /** Days that change independently of these. */
    public ComparedDays copy() {
        ComparedDays copy = new ComparedDays();
        copy.days.putAll(days);
        return copy;
    }
}
