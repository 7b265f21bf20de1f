package io.undercurrent.stream;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a model that sees years has read of a series before a test begins: two days of each week of its window, in order, which is
 * enough for it to know the year and what warmth does to sales.
 */
final class YearBefore {

    private static final int WEEKS = TestModels.LONG_WINDOW / WEEK + 1;

    private YearBefore() {}

    /** The readings of the days before {@code day}, the last one the day before it. */
    static List<Reading> of(String key, int day, SplittableRandom random) {
        List<Reading> readings = new ArrayList<>();
        for (int week = WEEKS; week > 0; week--) {
            int last = day - 1 - WEEK * (week - 1);
            readings.add(reading(key, last - 1 - random.nextInt(WEEK - 1), random));
            readings.add(reading(key, last, random));
        }
        return readings;
    }

    private static Reading reading(String key, int day, SplittableRandom random) {
        double warmth = 12 + 8 * Math.sin(2 * Math.PI * day / 365.25) + 3 * random.nextGaussian();
        double sales = 100 * Math.exp(0.03 * (warmth - 12)) * (day % WEEK < 2 ? 1.4 : 1) + 5 * random.nextDouble();
        return new Reading(key, day, new double[] {warmth, sales, random.nextInt(2)});
    }
}
