package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * How the days ahead stood out from the weeks before them in earlier years, for windows that reach back that far.
 *
 * <p>A year is taken as 52 weeks, so that weekdays meet weekdays. For each earlier year in the window, the value of the same
 * day is compared with the mean of the four weeks before that year's origin; the years are averaged.
 */
final class YearlyPattern {

    /** Smoothed over a week, the day itself, and whether there was any value. */
    static final int FEATURES = 3;

    private static final int YEAR = 52 * 7;
    private static final int REFERENCE_DAYS = 28;
    private static final int SMOOTHING_REACH = 3;

    private final int horizon;
    private final int years;
    private final float[] smooth;
    private final float[] sameDay;
    private final int[] yearsSmooth;
    private final int[] yearsSameDay;
    private final float[] days;

    YearlyPattern(int window, int horizon) {
        this.horizon = horizon;
        years = years(window);
        smooth = new float[horizon + 1];
        sameDay = new float[horizon + 1];
        yearsSmooth = new int[horizon + 1];
        yearsSameDay = new int[horizon + 1];
        days = new float[REFERENCE_DAYS + horizon + SMOOTHING_REACH];
    }

    private static int years(int window) {
        return Math.max(0, (window - REFERENCE_DAYS) / YEAR);
    }

    /** Whether a window of that many days reaches back to an earlier year. */
    static boolean fits(int window) {
        return years(window) > 0;
    }

    /** Takes in the earlier years of {@code column} as seen from {@code origin}. */
    void compute(SlidingWindow window, int origin, int column) {
        Arrays.fill(smooth, 0);
        Arrays.fill(sameDay, 0);
        Arrays.fill(yearsSmooth, 0);
        Arrays.fill(yearsSameDay, 0);
        for (int year = 1; year <= years; year++) {
            int thatOrigin = origin - year * YEAR;
            // Never past the origin: what lies behind it is the future, even where the window knows it by now.
            int count = Math.min(days.length, REFERENCE_DAYS + origin - thatOrigin);
            Arrays.fill(days, Float.NaN);
            window.copyColumn(column, thatOrigin - REFERENCE_DAYS + 1, count, days);
            float reference = mean(0, REFERENCE_DAYS);
            if (!Float.isNaN(reference)) {
                for (int lead = 1; lead <= horizon; lead++) {
                    add(lead, reference);
                }
            }
        }
    }

    private void add(int lead, float reference) {
        int at = REFERENCE_DAYS - 1 + lead;
        float around = mean(at - SMOOTHING_REACH, at + SMOOTHING_REACH + 1);
        if (!Float.isNaN(around)) {
            smooth[lead] += around - reference;
            yearsSmooth[lead]++;
        }
        if (!Float.isNaN(days[at])) {
            sameDay[lead] += days[at] - reference;
            yearsSameDay[lead]++;
        }
    }

    private float mean(int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(days[i])) {
                sum += days[i];
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    boolean known(int lead) {
        return yearsSmooth[lead] > 0;
    }

    /** Mean over the years of the week around the day minus the weeks before the origin, in units of the column. */
    float smooth(int lead) {
        return yearsSmooth[lead] == 0 ? 0 : smooth[lead] / yearsSmooth[lead];
    }

    /** The same for the day alone. */
    float sameDay(int lead) {
        return yearsSameDay[lead] == 0 ? 0 : sameDay[lead] / yearsSameDay[lead];
    }
}
