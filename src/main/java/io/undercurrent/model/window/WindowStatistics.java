package io.undercurrent.model.window;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;

/**
 * Level, scale and weekday profile of one column over the recent days of a window. They make a store that sells ten a
 * day comparable with one that sells ten thousand.
 *
 * <p>The level is the mean of the values present, the scale their mean absolute deviation from it; with few values the
 * scale is drawn towards the {@link ScalePrior}. The profile is the median of each weekday's values, which is also the
 * baseline for short windows. Apart from the prior, everything comes from the window and nothing from training, so that
 * new series can be forecast.
 *
 * <p>If a series varies by less than a thousandth of its level, level, profile and values are relative to a reference
 * near it, see {@link Observations}. {@link Slips} are left out everywhere.
 */
public final class WindowStatistics {

    /** Days that the statistics look back at most: each weekday eight times. */
    public static final int RECENT_DAYS = 56;

    /**
     * A series that varies by less than this share of its level gets a reference. The scale of a series that does not
     * vary is at least this share, or the prior if that is less, to avoid division by zero.
     */
    private static final float LEAST_RELATIVE_SCALE = 1e-3f;

    /** Share of a series' own size, and no more than itself: what is left of the sums of a series that does not vary is no variation. */
    private static final float LEAST_SCALE = 1e-6f;

    /** Slips are searched only if the farthest day is more than this many mean distances from its weekday's median. */
    private static final double SUSPICIOUS = 5;

    /** With this many days with a flag, half of its measured effect counts. */
    private static final double FEW_DAYS = 1;

    private final int span;
    /** Position of the newest day among the observations. */
    private final int last;

    /** Null if scales come from the window alone. */
    private final ScalePrior prior;

    private final Observations observations;
    private final MedianOfEight sameWeekday = new MedianOfEight();
    private final float[] profile = new float[WEEK];
    private int newest;
    private int present;
    private float level;
    /** Mean absolute distance of the values from the level. */
    private float deviation;

    private float scale;

    /**
     * Statistics over the last {@code window} days, at most {@link #RECENT_DAYS}.
     *
     * @param days that are observed, at least as many
     * @param prior prior of the scale while the window fills; null for none
     * @param spikeDays days in a row that are slips once they are over, see {@link Slips}
     */
    public WindowStatistics(int window, int days, ScalePrior prior, int spikeDays) {
        this.prior = prior;
        span = Math.min(window, RECENT_DAYS);
        observations = new Observations(days, spikeDays);
        last = days - 1;
    }

    /** Computes the statistics of the days of {@code window} up to and including {@code day}. */
    public void compute(SlidingWindow window, int day, int column) {
        newest = day;
        observations.compute(window, day, column);
        summariseWithoutSlips(window);
        if (deviation < LEAST_RELATIVE_SCALE * Math.abs(level)) {
            observations.tellFromNearest(level);
            summariseWithoutSlips(window);
        }
        double fullLevel = observations.reference() + level;
        scale = scale(fullLevel, prior == null ? Double.NaN : prior.of(fullLevel));
    }

    /**
     * The measured scale, combined with the prior.
     *
     * @param fullLevel level including the reference
     * @param usual scale by the prior; not read without one
     */
    private float scale(double fullLevel, double usual) {
        double drawn = prior == null ? deviation : ScalePrior.with(deviation, usual, present, span);
        if (deviation == 0) {
            double share = LEAST_RELATIVE_SCALE * (float) Math.abs(fullLevel);
            drawn = Math.max(drawn, prior == null ? share : Math.min(share, usual));
        }
        float least = (float) (LEAST_SCALE * Math.min(1, Math.max(Math.abs(fullLevel), drawn)));
        // Nothing is known of the size of what is always 0.
        return Math.max(least < Float.MIN_NORMAL ? LEAST_SCALE : least, (float) Math.min(Float.MAX_VALUE, drawn));
    }

    /**
     * Draws level, weekday profile and scale towards what is usual for the kind of the series; see {@link
     * KindProfile}. The fuller the window, the less: a full one stays as it is. Without values or without a prior of the
     * scale nothing changes.
     *
     * @param weekdayDays days of a weekday that count as much as what the kind says of it
     */
    public void borrow(KindProfile working, KindPrior kind, double weekdayDays, SlidingWindow window, FlagDays flags) {
        if (prior == null || present == 0) {
            return;
        }
        float fill = fill();
        if (present < span) {
            working.compute(kind, prior, weekdayDays, this, window, flags);
            level = mixed(working.level(), level, fill);
            for (int weekday = 0; weekday < WEEK; weekday++) {
                profile[weekday] = mixed(working.weekday(weekday), profile[weekday], fill);
            }
        }
        double fullLevel = observations.reference() + level;
        scale = scale(fullLevel, prior.of(fullLevel) * Math.exp(kind.spread()));
    }

    private static float mixed(double borrowed, float own, float share) {
        float mixed = (float) (borrowed + share * (own - borrowed));
        return Float.isFinite(mixed) ? mixed : own;
    }

    /** The usual scale of a series of this level; NaN without a prior. */
    public double usualScale() {
        return prior == null ? Double.NaN : prior.of(observations.reference() + level);
    }

    int span() {
        return span;
    }

    /** The newest day. */
    public int newest() {
        return newest;
    }

    private void summariseWithoutSlips(SlidingWindow window) {
        summarise();
        if (isSuspicious() && observations.takeOutSlips(window, newest)) {
            summarise();
        }
    }

    private boolean isSuspicious() {
        float[] values = observations.values();
        double sum = 0;
        double most = 0;
        int weekday = Calendar.weekday(newest);
        for (int i = last; i > last - span; i--) {
            float value = values[i];
            if (!Float.isNaN(value)) {
                double distance = Math.abs((double) value - profile[weekday]);
                sum += distance;
                most = Math.max(most, distance);
            }
            weekday = weekday == 0 ? WEEK - 1 : weekday - 1;
        }
        // With one or two values for a weekday, the value is its own median.
        return present < 2 * WEEK || most * present > SUSPICIOUS * sum;
    }

    private void summarise() {
        float[] values = observations.values();
        double sum = 0;
        present = 0;
        for (int i = last - span + 1; i <= last; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                present++;
            }
        }
        level = present == 0 ? Float.NaN : (float) (sum / present);
        double distances = 0;
        for (int i = last - span + 1; i <= last; i++) {
            if (!Float.isNaN(values[i])) {
                float distance = Math.abs(values[i] - level);
                // The difference of the largest floats of both signs is not a float.
                distances += Float.isFinite(distance) ? distance : Math.abs((double) values[i] - level);
            }
        }
        deviation = present == 0 ? Float.NaN : (float) (distances / present);
        for (int age = 0; age < WEEK; age++) {
            profile[Calendar.weekday(newest - age)] = medianOfWeekday(age);
        }
    }

    /** Median of the days {@code age}, {@code age + 7}, … before the newest; the level if none has a value. */
    private float medianOfWeekday(int age) {
        sameWeekday.clear();
        float[] values = observations.values();
        for (int i = last - age; i > last - span; i -= WEEK) {
            if (!Float.isNaN(values[i])) {
                sameWeekday.add(values[i]);
            }
        }
        return sameWeekday.isEmpty() ? level : sameWeekday.median();
    }

    /** Whether any day has a value. If none has, level, scale and profile are NaN. */
    public boolean hasValues() {
        return present > 0;
    }

    /** Share of the days that have a value. */
    public float fill() {
        return (float) present / span;
    }

    public float level() {
        return level;
    }

    /** A scale of the column relative to its level: 1 for a series around 0, near 0 for one that hardly varies. */
    public float relative(float otherScale) {
        return otherScale / ((float) Math.abs(observations.reference() + level) + otherScale);
    }

    /** The days of the statistics, and earlier days. */
    public Observations observations() {
        return observations;
    }

    /** A value of the column minus the level. */
    public float fromLevel(double value) {
        return (float) (value - observations.reference()) - level;
    }

    public float scale() {
        return scale;
    }

    /** Median of the values on the weekday of {@code day}. */
    public float profile(int day) {
        return profile[Calendar.weekday(day)];
    }

    /** The value on {@code day}, NaN where absent. */
    public float value(int day) {
        int age = newest - day;
        return age < 0 || age >= span ? Float.NaN : observations.values()[last - age];
    }

    /** Mean deviation of the last {@code days} days from the weekday profile; 0 if none has a value. */
    public float meanAnomaly(int days) {
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
     * The effect of a flag: mean deviation from the weekday profile on days with the flag minus that on days without,
     * shrunk towards 0 with few flagged days.
     *
     * @param flag position of the flag
     */
    public float flagEffect(SlidingWindow window, FlagDays flags, int flag) {
        return flagEffect(window, flags, flag, 0, FEW_DAYS);
    }

    /**
     * The effect of a flag, shrunk towards what is usual with few flagged days.
     *
     * @param flag position of the flag
     * @param usual effect
     * @param days with the flag that count as much as what is usual
     */
    public float flagEffect(SlidingWindow window, FlagDays flags, int flag, double usual, double days) {
        double with = 0;
        double without = 0;
        int daysWith = 0;
        int daysWithout = 0;
        for (int age = 0; age < span; age++) {
            int day = newest - age;
            float value = observations.values()[last - age];
            if (!Float.isNaN(value)) {
                double anomaly = value - profile(day);
                if (flags.value(window, day, flag) == 1) {
                    with += anomaly;
                    daysWith++;
                } else {
                    without += anomaly;
                    daysWithout++;
                }
            }
        }
        if (daysWith == 0 || daysWithout == 0) {
            return (float) usual;
        }
        double difference = with / daysWith - without / daysWithout;
        return (float) (usual + (difference - usual) * daysWith / (daysWith + days));
    }
}
