package io.undercurrent.model.window;

import java.time.Month;
import java.util.Arrays;
import java.util.List;

/**
 * What each month usually makes of the level of a series, learnt from all series together. The yearly curve of a series is smooth;
 * these step at the borders of months.
 *
 * @param factors on the level, January first; empty if months make nothing of it
 */
public record MonthEffects(List<Double> factors) {

    /** Months make nothing of the level. */
    public static final MonthEffects NONE = new MonthEffects(List.of());

    /** Factors lie between this and its inverse: what is beyond is no season. */
    private static final double LEAST_FACTOR = 1e-6;

    public MonthEffects {
        factors = List.copyOf(factors);
        if (!factors.isEmpty() && factors.size() != Month.values().length) {
            throw new IllegalArgumentException(
                    "factors of months: expected none or " + Month.values().length + ", but got " + factors.size());
        }
        for (double factor : factors) {
            if (!(factor >= LEAST_FACTOR && factor <= 1 / LEAST_FACTOR)) {
                throw new IllegalArgumentException("factor of a month: expected " + LEAST_FACTOR + " to "
                        + 1 / LEAST_FACTOR + ", but got " + factor);
            }
        }
    }

    /** The effects whose logarithms are these, multiplied by {@code share}. */
    public static MonthEffects ofLogarithms(double[] logarithms, double share) {
        return new MonthEffects(Arrays.stream(logarithms)
                .mapToObj(logarithm -> Math.exp(share * logarithm))
                .toList());
    }

    /** Whether months make nothing of the level. */
    public boolean areNone() {
        return factors.isEmpty();
    }
}
