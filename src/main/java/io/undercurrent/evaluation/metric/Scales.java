package io.undercurrent.evaluation.metric;

import static io.undercurrent.series.Days.WEEK;

/**
 * What the errors of one series are divided by, so that series of any size can be averaged: the errors that the two naive
 * forecasts make inside the training part. Nothing after the training part enters.
 *
 * @param absolute mean |y_t − y_{t−7}|, the scale of MASE for a season of a week (Hyndman and Koehler 2006)
 * @param daily mean |y_t − y_{t−1}|, the scale of MASE without a season, which some published tables have
 * @param squared mean (y_t − y_{t−1})² from the first value on that is not zero, the scale of RMSSE (Makridakis, Spiliotis,
 *     Assimakopoulos 2022: The M5 competition)
 */
public record Scales(double absolute, double daily, double squared) {

    /**
     * The scales of a training part. A scale is NaN where the values do not give it: no two of them are a week, or a day,
     * apart, or all that are do not differ.
     *
     * @param training values of consecutive days, NaN where missing
     */
    public static Scales of(double[] training) {
        return new Scales(
                positive(meanDifference(training, 0, WEEK, false)),
                positive(meanDifference(training, 0, 1, false)),
                positive(meanDifference(training, firstNonZero(training), 1, true)));
    }

    private static double meanDifference(double[] values, int from, int lag, boolean squared) {
        double sum = 0;
        int count = 0;
        for (int t = from + lag; t < values.length; t++) {
            double difference = Math.abs(values[t] - values[t - lag]);
            if (!Double.isNaN(difference)) {
                sum += squared ? difference * difference : difference;
                count++;
            }
        }
        return sum / count;
    }

    private static int firstNonZero(double[] values) {
        int first = 0;
        while (first < values.length && (values[first] == 0 || Double.isNaN(values[first]))) {
            first++;
        }
        return first;
    }

    private static double positive(double scale) {
        return scale > 0 ? scale : Double.NaN;
    }
}
