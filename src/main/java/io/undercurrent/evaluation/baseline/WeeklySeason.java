package io.undercurrent.evaluation.baseline;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/**
 * The weekly pattern of a training part by classical decomposition: the trend is the centred mean of seven days, and each day
 * of the week differs from it by what it does on average, as a factor or as a term.
 *
 * <p>Where no seven days in a row have values, as of a shop that never opens on Sundays, the trend is the mean over the
 * weekdays that ever have one; a weekday without any has a neutral index.
 *
 * @param indices by position in the week, counted from the first day of the series: factors with mean 1, or terms with mean 0
 */
record WeeklySeason(double[] indices, boolean multiplicative) {

    private static final double LEAST_FACTOR = 1e-4;

    /** The pattern as factors if the values allow it, none being negative and no weekday without any, otherwise as terms. */
    static WeeklySeason of(double[] training) {
        double[] trend = trend(training);
        boolean negative = Arrays.stream(training).anyMatch(value -> value < 0);
        if (!negative) {
            double[] factors = indices(training, trend, true);
            if (Arrays.stream(factors).allMatch(factor -> factor > LEAST_FACTOR)) {
                return new WeeklySeason(factors, true);
            }
        }
        return new WeeklySeason(indices(training, trend, false), false);
    }

    private static double[] trend(double[] values) {
        boolean[] everyDay = new boolean[WEEK];
        Arrays.fill(everyDay, true);
        double[] trend = trend(values, everyDay);
        return Arrays.stream(trend).allMatch(Double::isNaN) ? trend(values, weekdaysWithValues(values)) : trend;
    }

    /** By position in the week. */
    private static boolean[] weekdaysWithValues(double[] values) {
        boolean[] weekdays = new boolean[WEEK];
        for (int t = 0; t < values.length; t++) {
            weekdays[t % WEEK] |= !Double.isNaN(values[t]);
        }
        return weekdays;
    }

    /** The centred mean over those of seven days that {@code weekdays} names; NaN where one of them has no value. */
    private static double[] trend(double[] values, boolean[] weekdays) {
        double[] trend = new double[values.length];
        Arrays.fill(trend, Double.NaN);
        for (int t = WEEK / 2; t < values.length - WEEK / 2; t++) {
            double sum = 0;
            int count = 0;
            for (int i = t - WEEK / 2; i <= t + WEEK / 2; i++) {
                if (weekdays[i % WEEK]) {
                    sum += values[i];
                    count++;
                }
            }
            trend[t] = sum / count;
        }
        return trend;
    }

    private static double[] indices(double[] values, double[] trend, boolean multiplicative) {
        double[] sums = new double[WEEK];
        int[] counts = new int[WEEK];
        for (int t = 0; t < values.length; t++) {
            double difference = multiplicative ? values[t] / trend[t] : values[t] - trend[t];
            if (Double.isFinite(difference)) {
                sums[t % WEEK] += difference;
                counts[t % WEEK]++;
            }
        }
        double neutral = multiplicative ? 1 : 0;
        double[] indices = new double[WEEK];
        Arrays.setAll(indices, i -> counts[i] == 0 ? neutral : sums[i] / counts[i]);
        double mean = Arrays.stream(indices).average().orElseThrow();
        Arrays.setAll(indices, i -> multiplicative ? indices[i] / mean : indices[i] - mean);
        return indices;
    }

    /** The value of a day without its weekly pattern; {@code t} counts from the first day of the series. */
    double remove(int t, double value) {
        return multiplicative ? value / indices[t % WEEK] : value - indices[t % WEEK];
    }

    /** The inverse of {@link #remove}. */
    double restore(int t, double value) {
        return multiplicative ? value * indices[t % WEEK] : value + indices[t % WEEK];
    }
}
