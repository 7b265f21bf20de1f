package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.Observations;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * Takes a long window apart into level, weekday and occasions, the way of classical decomposition: a moving level of three
 * weeks, what each weekday makes of it, and what a day with a flag makes of that, as well as the day before it and the three
 * days after it. The second of two rounds measures the level without what weekday and occasions did to it.
 *
 * <p>Series that are never negative are taken apart into factors, others into terms, and so are those that are told from a
 * reference: factors of what varies by less than a thousandth are as good as terms.
 */
public final class Decomposition implements Departures {

    private static final int ROUNDS = 2;
    private static final int LEAST_DAYS_OF_WEEK = 4;

    /** Days of an occasion at which its effect is believed by half. */
    private static final double FEW_DAYS = 1;

    /** A day that weekday and occasions leave less of says nothing of the level. */
    private static final float LEAST_FACTOR = 0.1f;

    /** Days that a level is the mean of, and how many of them must be known. */
    private static final int LEVEL_DAYS = 28;

    private static final int LEAST_LEVEL_DAYS = 7;

    /** A day that exceeds its level by more than so many levels counts as one that exceeds it by so many. */
    private static final float MOST_SURPRISING = 2;

    private final int span;
    private final Occasions occasions;

    private final float[] values;
    /** (span): the moving level of each day. */
    private final float[] levels;
    /** (span): what weekday and occasions make of each day: a factor or a term. */
    private final float[] effects;

    /** (span): by how much each day surprised those who knew the four weeks before it, in today's level. */
    private final float[] surprises;

    private final float[] weekly;
    private final double[] weekdaySums = new double[WEEK];
    private final int[] weekdayCounts = new int[WEEK];
    private final float[] weekdays = new float[WEEK];
    private final double[][] sums;
    private final int[][] counts;
    private final float[][] occasionEffects;

    private int newest;
    private boolean relative;
    private boolean known;
    private float level;
    private float recentLevel;
    private float scale;
    /** Mean square of what is left of the days that are present. */
    private double restSquare;

    /**
     * @param window days that the model looks back
     * @param flagColumns columns of the window that are flags
     */
    Decomposition(int window, int horizon, int[] flagColumns) {
        occasions = new Occasions(window, horizon, flagColumns);
        span = window;
        values = new float[span];
        levels = new float[span];
        effects = new float[span];
        surprises = new float[span];
        weekly = new float[(span + WEEK - 1) / WEEK];
        sums = new double[flagColumns.length][Occasions.KINDS];
        counts = new int[flagColumns.length][Occasions.KINDS];
        occasionEffects = new float[flagColumns.length][Occasions.KINDS];
    }

    /**
     * Takes apart what was observed up to {@code day}.
     *
     * @param window of which the flags are seen, as far as they are announced
     */
    void compute(Observations observations, SlidingWindow window, int day) {
        newest = day;
        occasions.compute(window, day);
        System.arraycopy(observations.values(), 0, values, 0, span);
        int present = 0;
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                present++;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        relative = least >= 0 && greatest > 0 && observations.reference() == 0;
        known = present >= 2 * WEEK;
        if (!known) {
            return;
        }
        Arrays.fill(effects, relative ? 1 : 0);
        for (int round = 0; round < ROUNDS; round++) {
            takeApart();
        }
        summarise();
    }

    private void summarise() {
        level = meanLevel(LEVEL_DAYS);
        recentLevel = meanLevel(WEEK);
        computeSurprises();
        known = Float.isFinite(level) && Float.isFinite(scale) && (!relative || level > 0);
    }

    /** Takes the window of the last {@link #compute} apart once more, without what {@code effect} did to it. */
    void refine(ClimateEffect effect) {
        for (int i = 0; i < span; i++) {
            values[i] = effect.without(values[i], i);
        }
        takeApart();
        summarise();
    }

    private void takeApart() {
        computeLevels();
        computeWeekdays();
        computeOccasionEffects();
        computeEffects();
    }

    /** Whether parts are factors, or terms. */
    boolean isRelative() {
        return relative;
    }

    /** Mean of the first four weeks that have values. */
    float firstLevel() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < span && count < LEVEL_DAYS; i++) {
            float value = adjusted(i);
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return (float) (sum / count);
    }

    /** A day's value without what weekday and occasions make of it; NaN where that is not known. */
    float adjusted(int i) {
        if (relative) {
            return effects[i] < LEAST_FACTOR ? Float.NaN : values[i] / effects[i];
        }
        return values[i] - effects[i];
    }

    private void computeLevels() {
        for (int week = 0; week < weekly.length; week++) {
            int last = span - 1 - WEEK * week;
            double sum = 0;
            int count = 0;
            for (int i = last; i > last - WEEK && i >= 0; i--) {
                float value = adjusted(i);
                if (!Float.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            weekly[week] = count < LEAST_DAYS_OF_WEEK ? Float.NaN : (float) (sum / count);
        }
        for (int week = 0; week < weekly.length; week++) {
            float sum = 0;
            int count = 0;
            for (int near = Math.max(0, week - 1); near <= Math.min(weekly.length - 1, week + 1); near++) {
                if (!Float.isNaN(weekly[near])) {
                    sum += weekly[near];
                    count++;
                }
            }
            float mean = count == 0 || relative && sum <= 0 ? Float.NaN : sum / count;
            int last = span - 1 - WEEK * week;
            for (int i = last; i > last - WEEK && i >= 0; i--) {
                levels[i] = mean;
            }
        }
    }

    private float comparedWithLevel(int i) {
        return relative ? values[i] / levels[i] : values[i] - levels[i];
    }

    private void computeWeekdays() {
        int found = sumWeekdays(false);
        if (found < WEEK) {
            sumWeekdays(true);
        }
        for (int weekday = 0; weekday < WEEK; weekday++) {
            int count = weekdayCounts[weekday];
            weekdays[weekday] = count == 0 ? (relative ? 1 : 0) : (float) (weekdaySums[weekday] / count);
        }
    }

    /** Returns how many weekdays have a value. */
    private int sumWeekdays(boolean flaggedToo) {
        Arrays.fill(weekdaySums, 0);
        Arrays.fill(weekdayCounts, 0);
        int weekday = Calendar.weekday(newest - span + 1);
        for (int i = 0; i < span; i++) {
            if (flaggedToo || !occasions.any(i)) {
                float compared = comparedWithLevel(i);
                if (!Float.isNaN(compared)) {
                    weekdaySums[weekday] += compared;
                    weekdayCounts[weekday]++;
                }
            }
            weekday = weekday == WEEK - 1 ? 0 : weekday + 1;
        }
        int found = 0;
        for (int count : weekdayCounts) {
            found += count > 0 ? 1 : 0;
        }
        return found;
    }

    private void computeOccasionEffects() {
        for (int flag = 0; flag < occasions.flags(); flag++) {
            Arrays.fill(sums[flag], 0);
            Arrays.fill(counts[flag], 0);
            for (int i = 0; i < span; i++) {
                int kind = occasions.kind(flag, i);
                if (kind != Occasions.NONE) {
                    float weekday = weekdays[Calendar.weekday(newest - span + 1 + i)];
                    float compared = comparedWithLevel(i);
                    float rest = relative ? compared / weekday : compared - weekday;
                    if (Float.isFinite(rest)) {
                        sums[flag][kind] += rest;
                        counts[flag][kind]++;
                    }
                }
            }
            double none = relative ? 1 : 0;
            for (int occasion = 0; occasion < Occasions.KINDS; occasion++) {
                occasionEffects[flag][occasion] =
                        (float) ((sums[flag][occasion] + FEW_DAYS * none) / (counts[flag][occasion] + FEW_DAYS));
            }
        }
    }

    /** What weekday and occasions make of each day. */
    private void computeEffects() {
        int weekday = Calendar.weekday(newest - span + 1);
        for (int i = 0; i < span; i++) {
            float effect = weekdays[weekday];
            effects[i] =
                    !occasions.any(i) ? effect : relative ? effect * occasionEffect(i) : effect + occasionEffect(i);
            weekday = weekday == WEEK - 1 ? 0 : weekday + 1;
        }
    }

    private float occasionEffect(int i) {
        float effect = relative ? 1 : 0;
        for (int flag = 0; flag < occasions.flags(); flag++) {
            int kind = occasions.kind(flag, i);
            if (kind != Occasions.NONE) {
                float of = occasionEffects[flag][kind];
                effect = relative ? effect * of : effect + of;
            }
        }
        return effect;
    }

    private float meanLevel(int days) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, span - days); i < span; i++) {
            float value = adjusted(i);
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private void computeSurprises() {
        double sum = 0;
        int count = 0;
        double distances = 0;
        double squares = 0;
        int present = 0;
        for (int i = 0; i < span; i++) {
            float value = adjusted(i);
            surprises[i] = 0;
            if (!Float.isNaN(value)) {
                double before = sum / count;
                if (count >= LEAST_LEVEL_DAYS && (!relative || before > 0)) {
                    double rest = restOf(value, before);
                    surprises[i] = (float) (relative ? rest * level : rest);
                    distances += Math.abs(surprises[i]);
                    squares += rest * rest;
                    present++;
                }
                sum += value;
                count++;
            }
            float leaving = i < LEVEL_DAYS ? Float.NaN : adjusted(i - LEVEL_DAYS);
            if (!Float.isNaN(leaving)) {
                sum -= leaving;
                count--;
            }
        }
        scale = present == 0 ? Float.NaN : (float) (distances / present);
        restSquare = present == 0 ? 0 : squares / present;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float[] anomalies() {
        return surprises;
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return !Float.isNaN(adjusted(span - 1 - daysAgo));
    }

    /** What a departure of the level comes to on a day ahead. */
    float scaled(float departure, int lead) {
        return !known ? 0 : relative ? (float) (Moments.product(departure, usual(lead)) / level) : departure;
    }

    /** What the last four weeks would have been on average without weekdays and occasions. */
    public float level() {
        return level;
    }

    /** The same of the last week; {@link #level} where it has no value. */
    public float recentLevel() {
        return Float.isNaN(recentLevel) ? level : recentLevel;
    }

    /** What level and weekday make of the day {@code lead} days after the newest; 0 leads is that day. */
    public float ofWeekday(int lead) {
        float weekday = weekdays[Calendar.weekday(newest + lead)];
        return relative ? level * weekday : level + weekday;
    }

    /** What level, weekday and occasions make of it. */
    public float usual(int lead) {
        float occasion = occasionEffect(span - 1 + lead);
        return relative ? ofWeekday(lead) * occasion : ofWeekday(lead) + occasion;
    }

    /**
     * By how much the day at position {@code i} exceeds {@code expected}, without what weekday and occasions make of it: in units of
     * that level where parts are factors. NaN where unknown.
     */
    double rest(int i, float expected) {
        return relative && expected <= 0 ? Double.NaN : restOf(adjusted(i), expected);
    }

    private double restOf(float adjusted, double expected) {
        return relative ? Math.min(MOST_SURPRISING, adjusted / expected - 1) : adjusted - expected;
    }

    /** Mean square of {@link #rest} when what is expected is the level of the four weeks before. */
    double restSquare() {
        return restSquare;
    }

    int span() {
        return span;
    }

    int newest() {
        return newest;
    }
}
