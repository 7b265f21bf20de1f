package io.undercurrent.evaluation;

import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.metric.PairedDifference;

/**
 * By how much the pinball loss of the model lies below that of another on the same days, as share of the other's; the mean
 * over the targets of which the days say anything.
 *
 * @param share above 0 the model is better; NaN where nothing was compared
 * @param standardError of the share, as if the targets moved together, so rather too large; NaN where the origins are too few to
 *     say
 * @param origins number of origins compared, of the target that has fewest
 */
public record Advantage(double share, double standardError, int origins) {

    /** The advantage of the model of a backtest over one of the other methods, which has quantiles too. */
    public static Advantage over(MethodScores other) {
        double share = 0;
        double standardError = 0;
        int origins = Integer.MAX_VALUE;
        int compared = 0;
        for (int target = 0; target < other.byTarget().size(); target++) {
            PairedDifference difference = other.besideModel().get(target).pinball();
            double pinball = other.byTarget().get(target).pinball();
            double ofTarget = difference.mean() / pinball;
            // Of a target without values on these days, or one that both forecast without any error, nothing can be
            // said.
            if (!Double.isNaN(ofTarget)) {
                compared++;
                share += ofTarget;
                standardError += difference.standardError() / pinball;
                origins = Math.min(origins, difference.pairs());
            }
        }
        return compared == 0
                ? new Advantage(Double.NaN, Double.NaN, 0)
                : new Advantage(share / compared, standardError / compared, origins);
    }

    /** Whether the model is better by more than so many standard errors; with 0, whether it is better at all. */
    public boolean exceeds(double standardErrors) {
        return share > (standardErrors == 0 ? 0 : standardErrors * standardError);
    }
}
