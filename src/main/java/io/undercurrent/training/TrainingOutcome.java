package io.undercurrent.training;

import io.undercurrent.model.baseline.Baseline;
import java.time.LocalDate;
import java.util.List;

/**
 * The result of a training, measured on the days held back. These days also chose the weights, so errors on future days
 * may be slightly larger.
 *
 * @param heldBackFrom first of these days
 * @param heldBackTo last of these days
 * @param youngSeries number of series with values on these days that are too young to be judged
 * @param course how the steps went
 * @param learned whether the weights kept are others than those that the training began with
 * @param targets the targets, in the order of the columns
 */
public record TrainingOutcome(
        LocalDate heldBackFrom,
        LocalDate heldBackTo,
        int youngSeries,
        Course course,
        boolean learned,
        List<Target> targets) {

    /**
     * How the steps of a training went.
     *
     * @param steps optimiser steps done
     * @param loss on the days held back, of the best weights of these steps
     * @param furtherSteps steps that followed because the loss still fell in the second half of those; 0 for none
     * @param furtherLoss the loss of the best weights then; NaN without such steps
     * @param stillFalling whether the loss of the weights kept was still falling at their last step
     */
    public record Course(int steps, double loss, int furtherSteps, double furtherLoss, boolean stillFalling) {}

    /**
     * Mean errors of forecasts of all days ahead.
     *
     * @param mean mean absolute error in units of the target; NaN if nothing was forecast
     * @param scaled mean over the series of the mean absolute error, divided by the mean absolute difference from the
     *     same weekday a week before (MASE); NaN if no series has two different weeks
     */
    public record Errors(double mean, double scaled) {}

    /**
     * The result for one target.
     *
     * @param baseline what the network corrects
     * @param share how much of the network's correction validation kept, from 0 to 1
     * @param model errors of the median of the model
     * @param ofBaseline errors of the baseline alone
     * @param ofWeekBefore errors of a forecast that repeats the last week
     */
    public record Target(
            String name, Baseline baseline, float share, Errors model, Errors ofBaseline, Errors ofWeekBefore) {}

    public TrainingOutcome {
        targets = List.copyOf(targets);
    }

    /** Whether the model is better than its baseline. */
    public boolean isGain() {
        return targets.stream().anyMatch(target -> target.share() > 0);
    }
}
