package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.Observations;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * Classical decomposition of a long window into level, weekday effects and effects of occasions. The level is a moving
 * mean of three weeks. Occasions are days with a flag, the day before and the three days after. The second of two
 * rounds computes the level from adjusted values.
 *
 * <p>Series that are never negative have multiplicative effects (factors), others additive ones (terms). Series stored
 * relative to a reference have terms too: they vary by less than a thousandth of their level, so that factors would
 * bring nothing.
 */
public final class Decomposition implements Departures {

    private static final int ROUNDS = 2;
    private static final int LEAST_DAYS_OF_WEEK = 4;
    /** With this many days of an occasion, half of its measured effect counts. */
    private static final double FEW_DAYS = 1;

    /** Days whose effects multiply to less than this are not used for the level. */
    private static final float LEAST_FACTOR = 0.1f;

    /** Number of days in the mean of a level. */
    private static final int LEVEL_DAYS = 28;

    private final int span;
    private final Occasions occasions;

    private final float[] values;
    /** (span): the moving level of each day. */
    private final float[] levels;
    /** (span): effect of weekday and occasions on each day: a factor or a term. */
    private final float[] effects;

    /** (span): effect of occasions alone. */
    private final float[] ofOccasions;

    /** (span): see {@link #adjusted}. */
    private final float[] adjusted;

    /** (span): each day compared with its level: a factor or a term. */
    private final float[] compared;

    private final Surprises surprises;

    private final float[] weekly;
    private final double[] weekdaySums = new double[WEEK];
    private final int[] weekdayCounts = new int[WEEK];
    private final float[] weekdays = new float[WEEK];
    private final double[][] sums;
    private final int[][] counts;
    private final float[][] occasionEffects;

    private int newest;
    private int firstWeekday;
    private boolean relative;
    private boolean known;
    private float level;
    private float recentLevel;

    /**
     *
     * @param window days that the model looks back
     */
    Decomposition(int window, int horizon, FlagDays flags) {
        occasions = new Occasions(window, horizon, flags);
        span = window;
        values = new float[span];
        levels = new float[span];
        effects = new float[span];
        ofOccasions = new float[span];
        adjusted = new float[span];
        compared = new float[span];
        surprises = new Surprises(span);
        weekly = new float[(span + WEEK - 1) / WEEK];
        sums = new double[flags.count()][Occasions.KINDS];
        counts = new int[flags.count()][Occasions.KINDS];
        occasionEffects = new float[flags.count()][Occasions.KINDS];
    }

    /**
     * Decomposes the observations up to {@code day}.
     *
     * @param window window with the flags; for days ahead, the announced ones
     */
    void compute(Observations observations, SlidingWindow window, int day) {
        newest = day;
        firstWeekday = Calendar.weekday(day - span + 1);
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
        System.arraycopy(values, 0, adjusted, 0, span);
        for (int round = 0; round < ROUNDS; round++) {
            takeApart();
        }
        summarise();
    }

    private void summarise() {
        level = meanLevel(LEVEL_DAYS);
        recentLevel = meanLevel(WEEK);
        surprises.compute(adjusted, relative, level);
        known = Float.isFinite(level) && Float.isFinite(surprises.scale()) && (!relative || level > 0);
    }

    /** Decomposes the window of the last {@link #compute} again, without {@code effect}. */
    void refine(ClimateEffect effect) {
        for (int i = 0; i < span; i++) {
            values[i] = effect.without(values[i], i);
        }
        adjust();
        takeApart();
        summarise();
    }

    private void takeApart() {
        computeLevels();
        compareWithLevels();
        computeWeekdays();
        computeOccasionEffects();
        computeEffects();
        adjust();
    }

    /** Whether effects are factors; otherwise they are terms. */
    boolean isRelative() {
        return relative;
    }

    /** Mean of the first four weeks with values. */
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

    /** A day's value without weekday and occasion effects; NaN if unknown. */
    float adjusted(int i) {
        return adjusted[i];
    }

    private void adjust() {
        if (!relative) {
            for (int i = 0; i < span; i++) {
                adjusted[i] = values[i] - effects[i];
            }
            return;
        }
        for (int i = 0; i < span; i++) {
            adjusted[i] = values[i] / effects[i];
        }
        for (int i = 0; i < span; i++) {
            if (effects[i] < LEAST_FACTOR) {
                adjusted[i] = Float.NaN;
            }
        }
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

    private void compareWithLevels() {
        if (relative) {
            for (int i = 0; i < span; i++) {
                compared[i] = values[i] / levels[i];
            }
        } else {
            for (int i = 0; i < span; i++) {
                compared[i] = values[i] - levels[i];
            }
        }
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

    /** Sums the days of each weekday. Returns how many weekdays have a value. */
    private int sumWeekdays(boolean flaggedToo) {
        Arrays.fill(weekdaySums, 0);
        Arrays.fill(weekdayCounts, 0);
        Positions plain = occasions.plain();
        int days = flaggedToo ? span : plain.count();
        for (int which = 0; which < days; which++) {
            int i = flaggedToo ? which : plain.at(which);
            float ofDay = compared[i];
            if (!Float.isNaN(ofDay)) {
                int weekday = (firstWeekday + i) % WEEK;
                weekdaySums[weekday] += ofDay;
                weekdayCounts[weekday]++;
            }
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
            Positions felt = occasions.felt(flag);
            for (int which = 0; which < felt.count(); which++) {
                int i = felt.at(which);
                float weekday = weekdays[(firstWeekday + i) % WEEK];
                float rest = relative ? compared[i] / weekday : compared[i] - weekday;
                if (Float.isFinite(rest)) {
                    int kind = occasions.kind(flag, i);
                    sums[flag][kind] += rest;
                    counts[flag][kind]++;
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
        int weekday = firstWeekday;
        for (int i = 0; i < span; i++) {
            effects[i] = weekdays[weekday];
            ofOccasions[i] = relative ? 1 : 0;
            weekday = weekday == WEEK - 1 ? 0 : weekday + 1;
        }
        for (int flag = 0; flag < occasions.flags(); flag++) {
            Positions felt = occasions.felt(flag);
            for (int which = 0; which < felt.count(); which++) {
                int i = felt.at(which);
                float of = occasionEffects[flag][occasions.kind(flag, i)];
                ofOccasions[i] = relative ? ofOccasions[i] * of : ofOccasions[i] + of;
            }
        }
        Positions felt = occasions.felt();
        for (int which = 0; which < felt.count(); which++) {
            int i = felt.at(which);
            effects[i] = relative ? effects[i] * ofOccasions[i] : effects[i] + ofOccasions[i];
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

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public float scale() {
        return surprises.scale();
    }

    @Override
    public float[] anomalies() {
        return surprises.values();
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return !Float.isNaN(adjusted(span - 1 - daysAgo));
    }

    /** A departure of the level, scaled by the effects of a day ahead. */
    float scaled(float departure, int lead) {
        return !known ? 0 : relative ? (float) (Moments.product(departure, usual(lead)) / level) : departure;
    }

    /** Mean of the last four weeks without weekday and occasion effects. */
    public float level() {
        return level;
    }

    /** The same for the last week; {@link #level} if it has no value. */
    public float recentLevel() {
        return Float.isNaN(recentLevel) ? level : recentLevel;
    }

    /** Level and weekday effect of the day {@code lead} days after the newest; lead 0 is the newest day. */
    public float ofWeekday(int lead) {
        float weekday = weekdays[Calendar.weekday(newest + lead)];
        return relative ? level * weekday : level + weekday;
    }

    /** Level, weekday and occasion effects of that day. */
    public float usual(int lead) {
        float occasion = occasionEffect(span - 1 + lead);
        return relative ? ofWeekday(lead) * occasion : ofWeekday(lead) + occasion;
    }

    /** The adjusted day at {@code i} minus {@code expected}, divided by that if effects are factors; NaN if unknown. */
    double rest(int i, float expected) {
        return relative && expected <= 0 ? Double.NaN : Surprises.rest(adjusted[i], expected, relative);
    }

    /** Mean square of {@link #rest} with the level of the four weeks before as expectation. */
    double restSquare() {
        return surprises.restSquare();
    }

    int span() {
        return span;
    }

    int newest() {
        return newest;
    }
}
