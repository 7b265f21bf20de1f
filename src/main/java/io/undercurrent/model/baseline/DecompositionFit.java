package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.Observations;
import io.undercurrent.model.window.Occasions;
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
final class DecompositionFit implements AnomalyForecast.Departures {

    private static final int ROUNDS = 2;
    private static final int LEAST_DAYS_OF_WEEK = 4;
    /** With this many days of an occasion, half of its measured effect counts. */
    private static final double FEW_DAYS = 1;

    /** Days whose effects multiply to less than this are not used for the level. */
    private static final float LEAST_FACTOR = 0.1f;

    /** Number of days in the mean of a level. */
    private static final int LEVEL_DAYS = 28;

    private static final Parts UNKNOWN =
            new Parts(false, false, new float[0], new float[0], new float[0][], Double.NaN, 0);

    private final int span;
    private final Occasions occasions;
    private final MonthFactors months;
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

    private int firstWeekday;
    private boolean relative;
    private boolean known;
    private float level;

    /** @param span days that are fitted to */
    DecompositionFit(int span, FlagDays flags, MonthFactors months) {
        this.span = span;
        this.months = months;
        occasions = new Occasions(span, 0, flags);
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
     * @param window window with the flags
     */
    void compute(Observations observations, SlidingWindow window, int day) {
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
        if (relative) {
            months.takeOut(values, day - span + 1);
        }
        Arrays.fill(effects, relative ? 1 : 0);
        System.arraycopy(values, 0, adjusted, 0, span);
        for (int round = 0; round < ROUNDS; round++) {
            takeApart();
        }
        summarise();
    }

    private void summarise() {
        level = mean(adjusted, span - LEVEL_DAYS, span);
        // A series may be silent now and not on a later day that the fit serves.
        surprises.compute(adjusted, relative, Float.isFinite(level) ? level : 0);
        known = Float.isFinite(surprises.scale()) && Double.isFinite(surprises.unit());
    }

    /** Decomposes the window of the last {@link #compute} again, without {@code effect}. */
    void refine(ClimateFit effect) {
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

    /** Mean absolute {@link Surprises#rest}. */
    double unit() {
        return surprises.unit();
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
        Occasions.Positions plain = occasions.plain();
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
            Occasions.Positions felt = occasions.felt(flag);
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
            Occasions.Positions felt = occasions.felt(flag);
            for (int which = 0; which < felt.count(); which++) {
                int i = felt.at(which);
                float of = occasionEffects[flag][occasions.kind(flag, i)];
                ofOccasions[i] = relative ? ofOccasions[i] * of : ofOccasions[i] + of;
            }
        }
        Occasions.Positions felt = occasions.felt();
        for (int which = 0; which < felt.count(); which++) {
            int i = felt.at(which);
            effects[i] = relative ? effects[i] * ofOccasions[i] : effects[i] + ofOccasions[i];
        }
    }

    /** Mean of the values between two positions; NaN if there is none. */
    static float mean(float[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
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

    /** Mean of the last four weeks without weekday and occasion effects. */
    float level() {
        return level;
    }

    int span() {
        return span;
    }

    /**
     * The result.
     *
     * @param known whether there were enough days
     * @param relative whether effects are factors; otherwise they are terms
     * @param adjusted (span): see {@link DecompositionFit#adjusted}
     * @param weekdays effect of each, Monday first
     * @param occasions (flags, kinds): effect of each kind of day near a flag
     * @param unit mean absolute {@link Surprises#rest}
     * @param restSquare see {@link Surprises#restSquare}
     */
    record Parts(
            boolean known,
            boolean relative,
            float[] adjusted,
            float[] weekdays,
            float[][] occasions,
            double unit,
            double restSquare) {

        /** A value without the effect of its weekday and of occasions; NaN if unknown. */
        float adjust(float value, float effect) {
            return !relative ? value - effect : effect < LEAST_FACTOR ? Float.NaN : value / effect;
        }
    }

    /** What the last computation found. */
    Parts parts() {
        if (!known) {
            return UNKNOWN;
        }
        float[][] occasionsFound = new float[occasionEffects.length][];
        Arrays.setAll(occasionsFound, flag -> occasionEffects[flag].clone());
        return new Parts(
                known,
                relative,
                adjusted.clone(),
                weekdays.clone(),
                occasionsFound,
                surprises.unit(),
                surprises.restSquare());
    }
}
