package io.undercurrent.evaluation.baseline;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Level, month and weekday, as factors if the values allow it and otherwise as terms. What a weekday and a month usually make of the
 * level comes from the training part by classical decomposition: a month's index is the mean of the values without their weekly
 * pattern against their centred mean of 365 days, or against the mean of the training part if that has less than two years. The
 * level is the mean of the last 56 values without both, and rolls on.
 *
 * <p>Less than a year does not show the months, which then make nothing of the level.
 */
final class MonthTable implements SeriesMethod {

    private static final int MONTHS = 12;
    private static final int YEAR = 365;
    private static final int LEVEL_VALUES = 56;
    private static final double LEAST_FACTOR = 1e-4;

    @Override
    public String name() {
        return "month-weekday";
    }

    @Override
    public String description() {
        return "level of the last " + LEVEL_VALUES + " values, with what month and weekday usually make of it";
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        WeeklySeason season = WeeklySeason.of(training);
        double[] adjusted = new double[training.length];
        Arrays.setAll(adjusted, t -> season.remove(t, training[t]));
        return new Levels(firstDay, season, months(firstDay, adjusted, season.multiplicative()));
    }

    /** What each month makes of the level, January first: factors with mean 1, or terms with mean 0. */
    private static double[] months(int firstDay, double[] values, boolean multiplicative) {
        double[] neutral = new double[MONTHS];
        Arrays.fill(neutral, multiplicative ? 1 : 0);
        if (values.length < YEAR) {
            return neutral;
        }
        double[] level = values.length < 2 * YEAR ? mean(values) : yearlyMean(values);
        double[] sums = new double[MONTHS];
        int[] counts = new int[MONTHS];
        for (int t = 0; t < values.length; t++) {
            double difference = multiplicative ? values[t] / level[t] : values[t] - level[t];
            if (Double.isFinite(difference)) {
                sums[month(firstDay + t)] += difference;
                counts[month(firstDay + t)]++;
            }
        }
        double[] indices = new double[MONTHS];
        Arrays.setAll(indices, month -> counts[month] == 0 ? neutral[month] : sums[month] / counts[month]);
        double mean = Arrays.stream(indices).average().orElseThrow();
        Arrays.setAll(indices, month -> multiplicative ? indices[month] / mean : indices[month] - mean);
        boolean usable = !multiplicative || Arrays.stream(indices).allMatch(factor -> factor > LEAST_FACTOR);
        return usable ? indices : neutral;
    }

    private static double[] mean(double[] values) {
        double[] mean = new double[values.length];
        Arrays.fill(
                mean,
                Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN));
        return mean;
    }

    /** The centred mean of the values of 365 days; NaN where the values do not reach, or none is there. */
    private static double[] yearlyMean(double[] values) {
        double[] means = new double[values.length];
        Arrays.fill(means, Double.NaN);
        double sum = 0;
        int count = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                sum += values[t];
                count++;
            }
            int gone = t - YEAR;
            if (gone >= 0 && !Double.isNaN(values[gone])) {
                sum -= values[gone];
                count--;
            }
            if (t >= YEAR - 1 && count > 0) {
                means[t - YEAR / 2] = sum / count;
            }
        }
        return means;
    }

    private static int month(int day) {
        return LocalDate.ofEpochDay(day).getMonthValue() - 1;
    }

    private static final class Levels implements Walk {

        private final WeeklySeason season;
        private final double[] months;
        private final int firstDay;
        private final double[] newest = new double[LEVEL_VALUES];
        private int days;
        private int count;

        Levels(int firstDay, WeeklySeason season, double[] months) {
            this.firstDay = firstDay;
            this.season = season;
            this.months = months;
        }

        @Override
        public void observe(double value) {
            int t = days++;
            if (!Double.isNaN(value)) {
                double adjusted = season.remove(t, value);
                double index = months[month(firstDay + t)];
                newest[count++ % LEVEL_VALUES] = season.multiplicative() ? adjusted / index : adjusted - index;
            }
        }

        @Override
        public void forecast(double[] leads) {
            double level = Arrays.stream(newest, 0, Math.min(count, LEVEL_VALUES))
                    .average()
                    .orElse(Double.NaN);
            for (int lead = 0; lead < leads.length; lead++) {
                double index = months[month(firstDay + days + lead)];
                leads[lead] = season.restore(days + lead, season.multiplicative() ? level * index : level + index);
            }
        }
    }
}
