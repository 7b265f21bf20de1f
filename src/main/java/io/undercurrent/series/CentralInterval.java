package io.undercurrent.series;

import java.util.ArrayList;
import java.util.List;

/**
 * The interval between two quantiles that stand symmetrically about the median.
 *
 * @param lower position of the lower quantile
 * @param upper position of the upper quantile
 * @param nominal share of days that should lie inside, such as 0.8 between 0.1 and 0.9
 */
public record CentralInterval(int lower, int upper, double nominal) {

    private static final double TOLERANCE = 1e-9;
    private static final double DIGITS = 1e9;

    /** All central intervals that {@code quantiles} (ascending) form, the widest first. */
    public static List<CentralInterval> of(List<Double> quantiles) {
        List<CentralInterval> intervals = new ArrayList<>();
        for (int lower = 0; lower < quantiles.size(); lower++) {
            for (int upper = quantiles.size() - 1; upper > lower; upper--) {
                if (Math.abs(quantiles.get(lower) + quantiles.get(upper) - 1) < TOLERANCE) {
                    double width = quantiles.get(upper) - quantiles.get(lower);
                    // 0.9 − 0.1 is not 0.8 in binary; the share is shown and looked up by its decimal value.
                    intervals.add(new CentralInterval(lower, upper, Math.round(width * DIGITS) / DIGITS));
                }
            }
        }
        return List.copyOf(intervals);
    }
}
