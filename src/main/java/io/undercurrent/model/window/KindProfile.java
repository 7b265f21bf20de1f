package io.undercurrent.model.window;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.SlidingWindow;

/**
 * Level and weekday profile of a series whose few days are seen with the eyes of its kind: a first day that is a Saturday
 * with a promotion says more of the level once it is known what these usually add.
 *
 * <p>With usual effects E of weekday and flags, in usual scales u, the level L is the one for which the days have the mean
 * mean(L + u(L)·E). What the kind says of a weekday, L + u(L)·E, counts as a number of days beside the median of the
 * series' own days of that weekday, from which the usual effects of their flags are taken off.
 *
 * <p>Not thread-safe: holds working memory.
 */
public final class KindProfile {

    /** Newton's method is exact after one step where scales are in proportion to levels, or the same for all. */
    private static final int STEPS = 8;

    /** The level rises by at least this for each unit by which the mean does. */
    private static final double LEAST_SLOPE = 0.2;

    private final MedianOfEight median = new MedianOfEight();
    private final double[] weekdays = new double[WEEK];
    private double level;

    /** Computes level and profile, less the reference of the observations. */
    void compute(
            KindPrior kind,
            ScalePrior scales,
            double weekdayDays,
            WindowStatistics days,
            SlidingWindow window,
            FlagDays flags) {
        double effects = 0;
        double sum = 0;
        int count = 0;
        for (int age = 0; age < days.span(); age++) {
            int day = days.newest() - age;
            float value = days.value(day);
            if (!Float.isNaN(value)) {
                effects += kind.weekdays().get(Calendar.weekday(day)) + ofFlags(kind, window, flags, day);
                sum += value;
                count++;
            }
        }
        double reference = days.observations().reference();
        level = level(scales, reference + sum / count, effects / count) - reference;
        double unit = scales.of(reference + level);
        for (int age = 0; age < WEEK; age++) {
            int weekday = Calendar.weekday(days.newest() - age);
            double usual = level + unit * kind.weekdays().get(weekday);
            median.clear();
            int own = 0;
            for (int day = days.newest() - age; day > days.newest() - days.span(); day -= WEEK) {
                float value = days.value(day);
                if (!Float.isNaN(value)) {
                    median.add((float) (value - unit * ofFlags(kind, window, flags, day)));
                    own++;
                }
            }
            weekdays[weekday] = own == 0 ? usual : (weekdayDays * usual + own * median.median()) / (weekdayDays + own);
        }
    }

    private static double ofFlags(KindPrior kind, SlidingWindow window, FlagDays flags, int day) {
        double sum = 0;
        for (int flag = 0; flag < flags.count(); flag++) {
            if (flags.value(window, day, flag) == 1) {
                sum += kind.flags().get(flag);
            }
        }
        return sum;
    }

    /** The level L with L + u(L)·effect = mean. */
    private static double level(ScalePrior scales, double mean, double effect) {
        double level = mean;
        for (int step = 0; step < STEPS; step++) {
            double slope = Math.max(LEAST_SLOPE, 1 + scales.slope(level) * effect);
            level += (mean - level - scales.of(level) * effect) / slope;
        }
        return level;
    }

    /** The level, less the reference. */
    double level() {
        return level;
    }

    /** What is to be expected on a weekday without flags, less the reference. */
    double weekday(int weekday) {
        return weekdays[weekday];
    }
}
