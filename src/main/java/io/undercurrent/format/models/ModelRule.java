package io.undercurrent.format.models;

import java.io.Serializable;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * When a shadow is to become the live model without anyone's doing: after so many days, if its pinball loss is surely lower by more than
 * a share.
 *
 * @param days on which both were compared, at least
 * @param gain share of the live model's loss by which that of the shadow has to be lower, 0 or more
 * @param confidence probability that it is, above 0.5 and below 1
 * @param rollbackDays for how many days the model before is watched then, and comes back by the same rule; 0 where it is not,
 *     {@value #MOST_ROLLBACK_DAYS} at most
 */
public record ModelRule(int days, double gain, double confidence, int rollbackDays) implements Serializable {

    /** A hundred years. */
    public static final int MOST_ROLLBACK_DAYS = 36_500;

    private static final double EVEN = 0.5;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    public ModelRule {
        if (days < 1) {
            throw new IllegalArgumentException("days: expected at least 1, but got " + days);
        }
        if (!(gain >= 0 && gain < 1)) {
            throw new IllegalArgumentException("gain: expected a number from 0 to below 1, but got " + gain);
        }
        if (!(confidence > EVEN && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence: expected a number between 0.5 and 1, but got " + confidence);
        }
        if (rollbackDays < 0 || rollbackDays > MOST_ROLLBACK_DAYS) {
            throw new IllegalArgumentException(
                    "rollbackDays: expected 0 to " + MOST_ROLLBACK_DAYS + ", but got " + rollbackDays);
        }
    }

    /** The rule by which the model before comes back. */
    public ModelRule back() {
        return new ModelRule(days, 0, confidence, 0);
    }

    /** Whether figures are such that the shadow is to become the live model. */
    public boolean decides(ModelFigures figures) {
        return figures.days() >= days && confidence(figures) >= confidence;
    }

    /** Probability that the gain is larger than the rule asks for, as if its error were normal; NaN where nothing can be said. */
    public double confidence(ModelFigures figures) {
        return NORMAL.cumulativeProbability(figures.standardErrorsAbove(gain));
    }
}
