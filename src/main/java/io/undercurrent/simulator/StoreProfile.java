package io.undercurrent.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What is peculiar to a store and stays so.
 *
 * @param kind of store
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
        String kind,
        double sales,
        double growth,
        double[] weekdays,
        double warmthSensitivity,
        double promotionUplift,
        boolean closesOnHolidays,
        double dispersion,
        double temperatureOffset) {

    static StoreProfile draw(List<StoreKind> kinds, SplittableRandom random) {
        StoreKind kind = kinds.get(random.nextInt(kinds.size()));
        double[] weekdays = new double[7];
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            weekdays[i] = kind.weekdays()[i] * Math.exp(0.05 * random.nextGaussian());
            sum += weekdays[i];
        }
        for (int i = 0; i < 7; i++) {
            weekdays[i] *= 7 / sum;
        }
        return new StoreProfile(
                kind.name(),
                250 * Math.exp(0.7 * random.nextGaussian()),
                0.02 + 0.05 * random.nextGaussian(),
                weekdays,
                kind.warmthSensitivity() + 0.004 * random.nextGaussian(),
                random.nextDouble(kind.leastUplift(), kind.greatestUplift()),
                random.nextDouble() < 0.3,
                random.nextDouble(60, 200),
                random.nextGaussian());
    }
}
