package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;

/**
 * Level, scale and weekday profile of one column over the recent days of a window: what makes the values of a store that
 * sells ten a day and of one that sells ten thousand alike.
 *
 * <p>The level is the mean of the values present, the scale their mean absolute deviation from it, drawn
 * towards what is usual while they are few, see {@link ScalePrior}. The profile is the
 * median of each weekday's values, a forecast that is hard to beat and for short windows what the network corrects. All else
 * comes from the window alone, never from training, so that a series never seen before can be forecast.
 */
final class WindowStatistics {

    /** Days that the statistics look back at most: each weekday eight times. */
    static final int RECENT_DAYS = 56;

    /** A series that does not vary is given this share of its level as scale, so that nothing is divided by zero. */
    private static final float LEAST_RELATIVE_SCALE = 1e-3f;

    private static final float LEAST_SCALE = 1e-6f;
    private static final int WEEK = 7;

    /** Days with a flag at which its effect is believed by half. */
    private static final double FEW_DAYS = 1;

    private final int span;
    /** Null where scales are those of the window alone. */
    private final ScalePrior prior;

    private final float[] recent;
    private final MedianOfEight sameWeekday = new MedianOfEight();
    private final float[] profile = new float[WEEK];
    private int newest;
    private int present;
    private float level;
    private float scale;

    /**
     * Statistics over the last {@code window} days, at most {@link #RECENT_DAYS}.
     *
     * @param prior what the scale is drawn towards while the window fills; null for nothing
     */
    WindowStatistics(int window, ScalePrior prior) {
        this.prior = prior;
        span = Math.min(window, RECENT_DAYS);
        recent = new float[span];
    }

    /** Takes in the days of {@code window} up to and including {@code day}. */
    void compute(SlidingWindow window, int day, int column) {
        newest = day;
        window.copyColumn(column, day - span + 1, span, recent);
        double sum = 0;
        present = 0;
        for (float value : recent) {
            if (!Float.isNaN(value)) {
                sum += value;
                present++;
            }
        }
        level = present == 0 ? Float.NaN : (float) (sum / present);
        double deviation = 0;
        for (float value : recent) {
            if (!Float.isNaN(value)) {
                float distance = Math.abs(value - level);
                // The largest floats of both signs are farther apart than a float can say.
                deviation += Float.isFinite(distance) ? distance : Math.abs((double) value - level);
            }
        }
        scale = present == 0
                ? Float.NaN
                : Math.max(
                        (float) scale(deviation / present),
                        Math.max(LEAST_SCALE, LEAST_RELATIVE_SCALE * Math.abs(level)));
        for (int age = 0; age < WEEK; age++) {
            profile[Calendar.weekday(day - age)] = medianOfWeekday(age);
        }
    }

    private double scale(double deviation) {
        return prior == null ? deviation : prior.with(deviation, level, present, span);
    }

    /** Median of the days {@code age}, {@code age + 7}, … before the newest; the level where none has a value. */
    private float medianOfWeekday(int age) {
        sameWeekday.clear();
        for (int i = span - 1 - age; i >= 0; i -= WEEK) {
            if (!Float.isNaN(recent[i])) {
                sameWeekday.add(recent[i]);
            }
        }
        return sameWeekday.isEmpty() ? level : sameWeekday.median();
    }

    /** Whether any day has a value. Without one, level, scale and profile are NaN. */
    boolean hasValues() {
        return present > 0;
    }

    /** Share of the days that have a value. */
    float fill() {
        return (float) present / span;
    }

    float level() {
        return level;
    }

    float scale() {
        return scale;
    }

    /** Median of the values on the weekday of {@code day}. */
    float profile(int day) {
        return profile[Calendar.weekday(day)];
    }

    /** The value on {@code day}, NaN where absent. */
    float value(int day) {
        int i = span - 1 - (newest - day);
        return i < 0 || i >= span ? Float.NaN : recent[i];
    }

    /** Mean deviation of the last {@code days} values from the weekday profile; 0 where none is present. */
    float meanAnomaly(int days) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < days; i++) {
            float value = value(newest - i);
            if (!Float.isNaN(value)) {
                sum += value - profile(newest - i);
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    /**
     * By how much the values of the days with a flag exceed the weekday profile more than those of the days without, drawn
     * towards 0 where there are few such days.
     *
     * @param flag column of the window that is 1 on some days and 0 on others
     */
    float flagEffect(SlidingWindow window, int flag) {
        double with = 0;
        double without = 0;
        int daysWith = 0;
        int daysWithout = 0;
        for (int age = 0; age < span; age++) {
            int day = newest - age;
            float value = recent[span - 1 - age];
            if (!Float.isNaN(value)) {
                double anomaly = value - profile(day);
                if (window.value(day, flag) == 1) {
                    with += anomaly;
                    daysWith++;
                } else {
                    without += anomaly;
                    daysWithout++;
                }
            }
        }
        if (daysWith == 0 || daysWithout == 0) {
            return 0;
        }
        double difference = with / daysWith - without / daysWithout;
        return (float) (difference * daysWith / (daysWith + FEW_DAYS));
    }
}
