package io.undercurrent.evaluation.metric;

import java.util.Arrays;

/**
 * By how much one method's numbers lie above another's on the same things, and how sure that is.
 *
 * @param mean of the differences; NaN where there is no pair
 * @param standardError of the mean; NaN where the pairs are too few to say
 * @param pairs number of differences
 */
public record PairedDifference(double mean, double standardError, int pairs) {

    /** Of differences that have nothing to do with each other, NaN where there is none. */
    public static PairedDifference ofIndependent(double[] differences) {
        return ofSequence(differences, 0);
    }

    /**
     * Of differences in the order of time, each of which resembles its neighbours because their forecasts share days (Diebold and
     * Mariano 1995, with the weights of Newey and West 1987).
     *
     * @param differences NaN where there is none
     * @param overlap number of differences before each that share days with it
     */
    public static PairedDifference ofSequence(double[] differences, int overlap) {
        double[] present =
                Arrays.stream(differences).filter(value -> !Double.isNaN(value)).toArray();
        int count = present.length;
        double mean = Arrays.stream(present).average().orElse(Double.NaN);
        // Fewer do not hold two stretches without a day in common.
        if (count < 2 * (overlap + 1)) {
            return new PairedDifference(mean, Double.NaN, count);
        }
        double variance = covariance(present, mean, 0);
        for (int lag = 1; lag <= overlap; lag++) {
            variance += 2 * (1 - lag / (overlap + 1.0)) * covariance(present, mean, lag);
        }
        return new PairedDifference(mean, Math.sqrt(variance / (count - 1)), count);
    }

    private static double covariance(double[] values, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / values.length;
    }
}
