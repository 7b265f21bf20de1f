package io.undercurrent.simulator;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What each month makes of the sales of all stores: a curve of the year with a step at each border of months. */
final class MonthSteps {

    private static final int MONTHS = 12;

    private final double[] logarithms = new double[MONTHS];

    /**
     * @param spread standard deviation of the logarithms of the factors
     */
    MonthSteps(double spread, long seed) {
        SplittableRandom random = Seeds.random(seed, Seeds.Purpose.MONTHS, 0);
        Arrays.setAll(logarithms, month -> spread * random.nextGaussian());
        double mean = Arrays.stream(logarithms).average().orElseThrow();
        Arrays.setAll(logarithms, month -> logarithms[month] - mean);
    }

    /** Logarithm of the factor on sales of a day. */
    double logarithm(LocalDate date) {
        return logarithms[date.getMonthValue() - 1];
    }
}
