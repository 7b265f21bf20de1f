package io.undercurrent.simulator;

import java.util.SplittableRandom;

/**
 * What is peculiar to a store and stays so.
 *
 * @param sales expected sales of an average day at the start
 * @param growth yearly growth of sales, as a logarithm
 * @param weekdays factor on sales from Monday to Sunday, 1 on average
 * @param warmthSensitivity change of the logarithm of sales for each °C
 * @param promotionUplift logarithm of the factor on sales of a promotion
 * @param closesOnHolidays whether it closes on every public holiday
 * @param dispersion k of the negative binomial noise
 * @param temperatureOffset °C that it lies above its region
 */
record StoreProfile(
        double sales,
        double growth,
        double[] weekdays,
        double warmthSensitivity,
        double promotionUplift,
        boolean closesOnHolidays,
        double dispersion,
        double temperatureOffset) {

    /** The kinds of stores: factor on sales from Monday to Sunday, and how sales follow the warmth on average. */
    private enum Kind {
        SUPERMARKET(0.004, 0.88, 0.86, 0.90, 0.99, 1.20, 1.32, 0.85),
        NEIGHBOURHOOD(0.010, 0.95, 0.93, 0.94, 0.97, 1.06, 1.14, 1.01),
        OFFICE_DISTRICT(0.006, 1.13, 1.15, 1.18, 1.20, 1.14, 0.70, 0.50),
        SEASIDE(0.025, 0.84, 0.80, 0.82, 0.88, 1.08, 1.34, 1.24);

        private final double warmthSensitivity;
        private final double[] weekdays;

        Kind(double warmthSensitivity, double... weekdays) {
            this.warmthSensitivity = warmthSensitivity;
            this.weekdays = weekdays;
        }
    }

    static StoreProfile draw(SplittableRandom random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        double[] weekdays = new double[7];
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            weekdays[i] = kind.weekdays[i] * Math.exp(0.05 * random.nextGaussian());
            sum += weekdays[i];
        }
        for (int i = 0; i < 7; i++) {
            weekdays[i] *= 7 / sum;
        }
        return new StoreProfile(
                250 * Math.exp(0.7 * random.nextGaussian()),
                0.02 + 0.05 * random.nextGaussian(),
                weekdays,
                kind.warmthSensitivity + 0.004 * random.nextGaussian(),
                random.nextDouble(0.20, 0.55),
                random.nextDouble() < 0.3,
                random.nextDouble(60, 200),
                random.nextGaussian());
    }
}
