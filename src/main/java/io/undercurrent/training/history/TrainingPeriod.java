package io.undercurrent.training.history;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The days to train on and the days held back for validation: the newest tenth, at least a horizon and some origins.
 * Held-back values are used for validation only and never enter the training loss. They are split into stretches of a
 * horizon and some origins, so that validation covers all of them and not one season.
 *
 * <p>No day after a held-back one is trained on, because knowledge of the days around it would make validation too
 * optimistic.
 *
 * <p>Days before the first value of any target and after the last one are not used, even if covariates are known.
 *
 * @param firstDay first day on which a target of any series has a value
 * @param lastDay last such day among those looked at
 * @param heldBack the stretches, in the order of time
 */
public record TrainingPeriod(int firstDay, int lastDay, List<Stretch> heldBack) {

    /** Origins that validation wants to see besides one whole horizon. */
    private static final int VALIDATION_ORIGINS = 28;

    /** One day in so many is held back. */
    private static final int SHARE = 10;

    /** Days without a reading of any series that count. */
    private static final int LONGEST_REST = 90;

    /** Days from the first to the last, both included. */
    public record Stretch(int first, int last) {}

    public TrainingPeriod {
        heldBack = List.copyOf(heldBack);
    }

    /**
     * The period of {@code histories} up to {@code lastDay}.
     *
     * @throws IllegalArgumentException if no target has a value, or the days do not suffice for a window, a horizon to learn and one to validate
     */
    public static TrainingPeriod of(List<History> histories, ModelSpec spec, int lastDay) {
        List<String> targets = spec.columns().targets();
        int base = histories.stream().mapToInt(History::firstDay).min().orElse(0);
        BitSet known = new BitSet();
        for (History history : histories) {
            history.daysWithTarget(targets.size()).filter(day -> day <= lastDay).forEach(day -> known.set(day - base));
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException("readings: expected values of the targets " + targets
                    + ", but there are none"
                    + (lastDay == Integer.MAX_VALUE ? "" : " up to " + LocalDate.ofEpochDay(lastDay)));
        }
        int first = base + known.nextSetBit(0);
        int last = base + known.length() - 1;
        int days = days(known);
        int length = spec.horizon() + Math.min(VALIDATION_ORIGINS, days / 10);
        int needed = ModelSpec.SHORTEST_WINDOW + spec.horizon() + length;
        if (days < needed) {
            throw new IllegalArgumentException("readings: expected at least " + needed + " days for a horizon of "
                    + spec.horizon() + " (two weeks to look back, a horizon to learn, the rest to validate), but got "
                    + days
                    + " from " + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last));
        }
        int count = Math.max(1, days / SHARE / length);
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int end = last - i * length;
            stretches.add(new Stretch(end - length + 1, end));
        }
        stretches.sort(Comparator.comparingInt(Stretch::first));
        return new TrainingPeriod(first, last, stretches);
    }

    /** Days from the first to the last; years in which nothing was read count no more than a short rest. */
    private static int days(BitSet known) {
        int days = 1;
        int last = known.nextSetBit(0);
        for (int day = known.nextSetBit(last + 1); day >= 0; day = known.nextSetBit(day + 1)) {
            days += Math.min(day - last, LONGEST_REST);
            last = day;
        }
        return days;
    }

    /** Whether the values of {@code day} may be learned from. */
    public boolean isLearned(int day) {
        return day < heldBack.get(0).first();
    }

    public boolean isHeldBack(int day) {
        return !isLearned(day) && day <= lastDay;
    }

    /** Last day from which something can be learned. */
    public int lastOrigin() {
        return heldBack.get(0).first() - 2;
    }
}
