package io.undercurrent.evaluation.baseline;

import java.util.Arrays;
import java.util.List;

/**
 * The errors that a method makes inside the training part, lead time by lead time, as the measure of its uncertainty.
 *
 * <p>Forecasts from the last year of the training part are looked at, so that the errors are those of the series as it is
 * now; those from its first two weeks, when a method hardly knows anything, only if there is nothing else.
 */
final class TrainingErrors {

    private static final int YEAR = 364;
    private static final int FIRST_WEEKS = 14;

    private final double[] training;
    private final int from;
    private final double[][] errors;
    private final int[] counts;
    private double[][] quantiles;

    /** @param training values of consecutive days, NaN where missing */
    TrainingErrors(double[] training, int horizon) {
        this.training = training;
        from = Math.max(Math.min(FIRST_WEEKS, training.length / 2), training.length - 1 - YEAR);
        errors = new double[horizon][Math.max(0, training.length - from)];
        counts = new int[horizon];
    }

    /** Whether the forecast from day number {@code age} of the training part is to be added. */
    boolean wants(int age) {
        return age >= from && age < training.length - 1;
    }

    /** Adds the forecast from day number {@code age}. */
    void add(int age, double[] leads) {
        for (int lead = 0; lead < leads.length && age + 1 + lead < training.length; lead++) {
            double error = training[age + 1 + lead] - leads[lead];
            if (!Double.isNaN(error)) {
                errors[lead][counts[lead]++] = error;
            }
        }
    }

    /**
     * Quantiles of the errors at each lead time, (lead, quantile), interpolated between the sorted errors (Hyndman and Fan 1996,
     * type 7). Where there is no error at a lead time, those of the longest lead time before it stand in, or 0.
     */
    double[][] quantiles(List<Double> probabilities) {
        if (quantiles == null) {
            quantiles = new double[errors.length][probabilities.size()];
            for (int lead = 0; lead < errors.length; lead++) {
                Arrays.sort(errors[lead], 0, counts[lead]);
                for (int i = 0; i < probabilities.size(); i++) {
                    quantiles[lead][i] = counts[lead] > 0
                            ? quantile(errors[lead], counts[lead], probabilities.get(i))
                            : lead > 0 ? quantiles[lead - 1][i] : 0;
                }
            }
        }
        return quantiles;
    }

    private static double quantile(double[] sorted, int count, double probability) {
        double position = probability * (count - 1);
        int below = (int) position;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
