package io.undercurrent.training;

import io.undercurrent.model.baseline.Baseline;
import java.time.LocalDate;
import java.util.List;

/**
 * How a training ended, in measures of the days held back. These days chose the weights, so that days to come may turn out a
 * little worse.
 *
 * @param heldBackFrom first of these days
 * @param heldBackTo last of these days
 * @param youngSeries series that have values on these days, but too few before to judge by
 * @param stillFalling whether the loss on these days was falling when the last step was done
 * @param targets the targets, in the order of the columns
 */
public record TrainingOutcome(
        LocalDate heldBackFrom, LocalDate heldBackTo, int youngSeries, boolean stillFalling, List<Target> targets) {

    /**
     * Mean errors of forecasts of all days ahead.
     *
     * @param mean mean absolute error in units of the target; NaN where nothing was forecast
     * @param scaled mean over the series of the mean absolute error, divided by how far a day is on average from the same
     *     weekday a week before (MASE); NaN where no series has two different weeks
     */
    public record Errors(double mean, double scaled) {}

    /**
     * What came of one target.
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

    /** Whether the model is better than where its training began, which is the baseline. */
    public boolean isGain() {
        return targets.stream().anyMatch(target -> target.share() > 0);
    }
}
