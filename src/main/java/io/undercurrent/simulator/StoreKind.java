package io.undercurrent.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What stores of a kind have in common.
 *
 * @param name of the kind
 * @param warmthSensitivity change of the logarithm of sales for each °C, on average
 * @param leastUplift least logarithm of the factor on sales of a promotion
 * @param greatestUplift greatest such logarithm
 * @param weekdays factor on sales from Monday to Sunday
 */
record StoreKind(String name, double warmthSensitivity, double leastUplift, double greatestUplift, double... weekdays) {

    /** The kinds of stores unless others are asked for. All of them promote alike. */
    static final List<StoreKind> USUAL = List.of(
            usual("supermarket", 0.004, 0.88, 0.86, 0.90, 0.99, 1.20, 1.32, 0.85),
            usual("neighbourhood", 0.010, 0.95, 0.93, 0.94, 0.97, 1.06, 1.14, 1.01),
            usual("office-district", 0.006, 1.13, 1.15, 1.18, 1.20, 1.14, 0.70, 0.50),
            usual("seaside", 0.025, 0.84, 0.80, 0.82, 0.88, 1.08, 1.34, 1.24));

    private static final double SPREAD_OF_WEEKDAYS = 0.25;
    private static final double MEAN_WARMTH = 0.010;
    private static final double SPREAD_OF_WARMTH = 0.020;
    private static final double LEAST_UPLIFT = 0.05;
    private static final double GREATEST_UPLIFT = 0.90;
    private static final double UPLIFT_WITHIN = 0.10;

    private static StoreKind usual(String name, double warmthSensitivity, double... weekdays) {
        return new StoreKind(name, warmthSensitivity, 0.20, 0.55, weekdays);
    }

    /**
     * Kinds that differ in their weeks, in how sales follow the warmth and so the season, and in what promotions do. More
     * kinds leave those before them as they are.
     *
     * @param count number of kinds; 0 for the usual ones
     */
    static List<StoreKind> draw(int count, long seed) {
        if (count == 0) {
            return USUAL;
        }
        List<StoreKind> kinds = new ArrayList<>();
        for (int kind = 0; kind < count; kind++) {
            SplittableRandom random = Seeds.random(seed, Seeds.Purpose.KIND, kind);
            double[] weekdays = new double[7];
            for (int i = 0; i < weekdays.length; i++) {
                weekdays[i] = Math.exp(SPREAD_OF_WEEKDAYS * random.nextGaussian());
            }
            double uplift = random.nextDouble(LEAST_UPLIFT, GREATEST_UPLIFT);
            kinds.add(new StoreKind(
                    "kind-" + (kind + 1),
                    MEAN_WARMTH + SPREAD_OF_WARMTH * random.nextGaussian(),
                    uplift - UPLIFT_WITHIN / 2,
                    uplift + UPLIFT_WITHIN / 2,
                    weekdays));
        }
        return kinds;
    }
}
