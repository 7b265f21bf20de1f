package io.undercurrent.model.recurrent;

import java.util.List;

/**
 * Factors that widen the quantiles of young series, because the network learned from older ones: each quantile's
 * distance from the median is multiplied. Factors are given at some ages and lead times and interpolated linearly over
 * the logarithms of both. At and after the last age the factor is 1.
 *
 * <p>The age of a series is the number of days from its first value inside the window to the origin, both included.
 *
 * @param ages strictly ascending, from 1 on; empty if nothing is widened
 * @param leads strictly ascending days ahead, from 1 on
 * @param factors (target, age, lead, quantile), at least 0
 */
public record Widening(List<Integer> ages, List<Integer> leads, List<Double> factors) {

    /** Changes no quantiles. */
    public static final Widening NONE = new Widening(List.of(), List.of(), List.of());

    public Widening {
        ages = List.copyOf(ages);
        leads = List.copyOf(leads);
        factors = List.copyOf(factors);
        requireAscending("ages", ages);
        requireAscending("leads", leads);
        int cells = ages.size() * leads.size();
        if (cells == 0 ? !factors.isEmpty() : factors.isEmpty() || factors.size() % cells != 0) {
            throw new IllegalArgumentException("factors: expected a multiple of " + cells + " for " + ages.size()
                    + " ages and " + leads.size() + " lead times, but got " + factors.size());
        }
        for (double factor : factors) {
            if (!(factor >= 0 && factor <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("factors: expected numbers of at least 0, but got " + factor);
            }
        }
    }

    private static void requireAscending(String name, List<Integer> numbers) {
        int previous = 0;
        for (int number : numbers) {
            if (number <= previous) {
                throw new IllegalArgumentException(
                        name + ": expected strictly ascending numbers from 1 on, but got " + numbers);
            }
            previous = number;
        }
    }

    /** Number of factors of one target in a model with that many quantiles. */
    int size(int quantiles) {
        return ages.size() * leads.size() * quantiles;
    }

    /** Whether the quantiles of a series of that age are widened. */
    boolean widens(int age) {
        return !ages.isEmpty() && age < ages.get(ages.size() - 1);
    }

    /**
     * The factors for an age at which {@link #widens} holds.
     *
     * @param lead days ahead, from 1 on
     * @param result receives one factor for each quantile
     */
    void factors(int target, int age, int lead, double[] result) {
        int older = position(ages, age);
        double byAge = weight(ages, older, age);
        int farther = position(leads, lead);
        double byLead = weight(leads, farther, lead);
        for (int quantile = 0; quantile < result.length; quantile++) {
            double old = at(target, older, farther, byLead, quantile, result.length);
            double young = byAge == 1 ? old : at(target, older - 1, farther, byLead, quantile, result.length);
            result[quantile] = young + byAge * (old - young);
        }
    }

    private double at(int target, int age, int farther, double weight, int quantile, int quantiles) {
        int row = (target * ages.size() + age) * leads.size();
        double far = factors.get((row + farther) * quantiles + quantile);
        return weight == 1 ? far : far + (1 - weight) * (factors.get((row + farther - 1) * quantiles + quantile) - far);
    }

    /** The first knot that is not below {@code number}, or the last. */
    private static int position(List<Integer> knots, int number) {
        int position = 0;
        while (position < knots.size() - 1 && knots.get(position) < number) {
            position++;
        }
        return position;
    }

    /** Weight of the knot at {@code position} for {@code number}, against the one before it. */
    private static double weight(List<Integer> knots, int position, int number) {
        if (position == 0 || number >= knots.get(position)) {
            return 1;
        }
        double below = Math.log(knots.get(position - 1));
        return (Math.log(number) - below) / (Math.log(knots.get(position)) - below);
    }
}
