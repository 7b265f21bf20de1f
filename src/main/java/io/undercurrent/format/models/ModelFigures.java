package io.undercurrent.format.models;

import java.util.List;
import java.util.Objects;

/**
 * How a shadow did beside the live model, on the same forecasts.
 *
 * @param live name of the live model
 * @param until the last day that counts, counted from 1970-01-01
 * @param days number of days with values
 * @param series number of series, on the day that had most
 * @param gain by how much the pinball loss of the shadow lies below that of the live model, as share of that; the mean over the targets.
 *     Above 0 the shadow is better
 * @param standardError of the gain; NaN where the days are too few to say
 * @param targets by target
 */
public record ModelFigures(
        String live, int until, int days, long series, double gain, double standardError, List<OfTarget> targets) {

    /**
     * Means over all forecasts of a target that both made.
     *
     * @param forecasts number of forecasts of each of the two
     * @param absolute mean absolute errors, in the unit of the target
     * @param pinball losses
     * @param coverage share of the values in the widest interval
     */
    public record OfTarget(String target, long forecasts, Both absolute, Both pinball, Both coverage) {

        public OfTarget {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(absolute, "absolute");
            Objects.requireNonNull(pinball, "pinball");
            Objects.requireNonNull(coverage, "coverage");
        }
    }

    /** A figure of the live model, and that of the shadow. */
    public record Both(double live, double shadow) {}

    public ModelFigures {
        Objects.requireNonNull(live, "live");
        targets = List.copyOf(targets);
    }

    /** Number of forecasts of each of the two models, of all targets. */
    public long forecasts() {
        return targets.stream().mapToLong(OfTarget::forecasts).sum();
    }

    /** How surely the gain is above another one: how many standard errors it is away; NaN where nothing can be said. */
    public double standardErrorsAbove(double other) {
        return (gain - other) / standardError;
    }
}
