package io.undercurrent.simulator;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A change of what promotions do to the sales of all stores, for good and unannounced: unlike a change of the level, something that a
 * model has learned in training.
 *
 * @param date the first day with it
 * @param factor by which the effect of promotions, on the logarithm of sales, is multiplied from then on; with 0 they draw nobody
 */
public record PromotionShift(LocalDate date, double factor) {

    /** More sales than a whole number holds would be cut off. */
    private static final double MOST = 20;

    public PromotionShift {
        Objects.requireNonNull(date, "date");
        if (!(Math.abs(factor) <= MOST)) {
            throw new IllegalArgumentException("promotion shift: expected a factor from -" + (long) MOST + " to "
                    + (long) MOST + ", but got " + factor);
        }
    }

    /** The factor on a day. */
    double on(LocalDate day) {
        return day.isBefore(date) ? 1 : factor;
    }
}
