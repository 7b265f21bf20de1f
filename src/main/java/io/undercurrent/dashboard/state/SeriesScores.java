package io.undercurrent.dashboard.state;

import java.util.ArrayList;
import java.util.List;

/** Scores of one series for one target: what they add up to, and the newest days, which a correction may still replace. */
final class SeriesScores {

    /** Days kept at most, where memory allows. */
    static final int LONGEST = 14;

    private final ScoreTotals totals = new ScoreTotals();
    private final List<ScoredDay> newest = new ArrayList<>(1);
    /** The newest day that has been counted and can no longer be replaced. */
    private int settled = Integer.MIN_VALUE;

    ScoreTotals totals() {
        return totals;
    }

    /** Days that a correction may still replace. */
    int size() {
        return newest.size();
    }

    /**
     * Counts a day, in place of what it was counted with before; also into {@code all}. Returns the bytes gained, negative where
     * more were freed.
     */
    long add(ScoredDay day, Accuracy all) {
        if (day.day() <= settled) {
            return 0;
        }
        int position = newest.size();
        while (position > 0 && newest.get(position - 1).day() >= day.day()) {
            position--;
        }
        long gained = Footprint.of(day);
        if (position < newest.size() && newest.get(position).day() == day.day()) {
            ScoredDay before = newest.get(position);
            if (day.revision() < before.revision()) {
                return 0;
            }
            count(before, all, -1);
            newest.set(position, day);
            gained -= Footprint.of(before);
        } else {
            newest.add(position, day);
        }
        count(day, all, 1);
        if (newest.size() > LONGEST) {
            gained -= settleOldest();
        }
        return gained;
    }

    private void count(ScoredDay day, Accuracy all, int sign) {
        for (int lead = 0; lead < day.leads(); lead++) {
            totals.add(day, lead, sign);
        }
        all.add(day, sign);
    }

    /** Lets the oldest day stand as it was counted; returns the bytes that this frees. */
    long settleOldest() {
        if (newest.isEmpty()) {
            return 0;
        }
        ScoredDay oldest = newest.remove(0);
        settled = oldest.day();
        return Footprint.of(oldest);
    }
}
