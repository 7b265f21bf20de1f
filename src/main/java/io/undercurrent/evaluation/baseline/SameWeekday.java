package io.undercurrent.evaluation.baseline;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The last few values of the same weekday: their last one (seasonal naive), mean or median. A weekday without any value is
 * given the last value of all.
 */
final class SameWeekday implements SeriesMethod {

    private final String name;
    private final String description;
    private final int weeks;
    private final ToDoubleFunction<double[]> summary;

    private SameWeekday(String name, String description, int weeks, ToDoubleFunction<double[]> summary) {
        if (weeks < 1) {
            throw new IllegalArgumentException("weeks: expected at least 1, but got " + weeks);
        }
        this.name = name;
        this.description = description;
        this.weeks = weeks;
        this.summary = summary;
    }

    static SameWeekday last() {
        return new SameWeekday("seasonal-naive", "the last value of the same weekday", 1, values -> values[0]);
    }

    static SameWeekday mean(int weeks) {
        return new SameWeekday(
                "weekday-mean-" + weeks,
                "mean of the last " + weeks + " values of the same weekday",
                weeks,
                values -> Arrays.stream(values).average().orElseThrow());
    }

    static SameWeekday median(int weeks) {
        return new SameWeekday(
                "weekday-median-" + weeks,
                "median of the last " + weeks + " values of the same weekday",
                weeks,
                SameWeekday::median);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        return new Weekdays();
    }

    private final class Weekdays implements Walk {

        private final double[][] values = new double[WEEK][weeks];
        private final int[] counts = new int[WEEK];
        private int days;
        private double newest = Double.NaN;

        @Override
        public void observe(double value) {
            int weekday = days++ % WEEK;
            if (!Double.isNaN(value)) {
                values[weekday][counts[weekday]++ % weeks] = value;
                newest = value;
            }
        }

        @Override
        public void forecast(double[] leads) {
            for (int lead = 0; lead < leads.length; lead++) {
                leads[lead] = lead < WEEK ? forecast((days + lead) % WEEK) : leads[lead - WEEK];
            }
        }

        private double forecast(int weekday) {
            int count = Math.min(counts[weekday], weeks);
            return count == 0 ? newest : summary.applyAsDouble(Arrays.copyOf(values[weekday], count));
        }
    }
}
