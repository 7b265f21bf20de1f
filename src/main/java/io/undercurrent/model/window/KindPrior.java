package io.undercurrent.model.window;

import static io.undercurrent.series.Days.WEEK;

import java.util.ArrayList;
import java.util.List;

/**
 * How series of a kind usually behave. It is used for young series, whose few days do not show it yet. All effects are
 * in usual scales: multiples of what {@link ScalePrior#of} gives for the level of the series.
 *
 * @param weekdays what each weekday adds to the level, Monday first
 * @param flags what each flag adds on its days
 * @param spread logarithm of the ratio of the series' scale to the usual scale
 */
public record KindPrior(List<Double> weekdays, List<Double> flags, double spread) {

    /** Effects are limited to ±this, so that a file cannot ask for absurd ones. */
    private static final double FARTHEST = 100;

    private static final double FARTHEST_SPREAD = 5;

    public KindPrior {
        weekdays = List.copyOf(weekdays);
        flags = List.copyOf(flags);
        if (weekdays.size() != WEEK) {
            throw new IllegalArgumentException("weekdays: expected " + WEEK + " effects, but got " + weekdays.size());
        }
        weekdays.forEach(effect -> require("weekdays", effect, FARTHEST));
        flags.forEach(effect -> require("flags", effect, FARTHEST));
        require("spread", spread, FARTHEST_SPREAD);
    }

    private static void require(String name, double effect, double farthest) {
        if (!(Math.abs(effect) <= farthest)) {
            throw new IllegalArgumentException(
                    name + ": expected numbers from -" + farthest + " to " + farthest + ", but got " + effect);
        }
    }

    /** This and what another adds to it. */
    public KindPrior plus(KindPrior other) {
        return new KindPrior(
                sums(weekdays, other.weekdays, FARTHEST),
                sums(flags, other.flags, FARTHEST),
                limited(spread + other.spread, FARTHEST_SPREAD));
    }

    private static List<Double> sums(List<Double> one, List<Double> other, double farthest) {
        List<Double> sums = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sums.add(limited(one.get(i) + other.get(i), farthest));
        }
        return sums;
    }

    private static double limited(double effect, double farthest) {
        return Math.max(-farthest, Math.min(farthest, effect));
    }

    /** The prior from numbers that need not be within the limits. */
    public static KindPrior of(double[] weekdays, double[] flags, double spread) {
        List<Double> week = new ArrayList<>();
        for (double effect : weekdays) {
            week.add(limited(effect, FARTHEST));
        }
        List<Double> ofFlags = new ArrayList<>();
        for (double effect : flags) {
            ofFlags.add(limited(effect, FARTHEST));
        }
        return new KindPrior(week, ofFlags, limited(spread, FARTHEST_SPREAD));
    }
}
