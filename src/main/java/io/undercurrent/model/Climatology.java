package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * What a day of the year usually brings, from the earlier years that a long window holds: the mean of the three weeks around
 * the same day of each year, and the mean of the day itself.
 *
 * <p>A year is taken as 52 weeks, so that weekdays meet weekdays; three whole weeks hold each weekday equally often.
 */
final class Climatology {

    private static final int YEAR = 52 * 7;
    private static final int REACH = 10;

    /** Days before the origin of which {@link #departure} is the mean. */
    private static final int RECENT_DAYS = 28;

    private final int years;
    private final int days;
    private final float[] smooth;
    private final float[] sameDay;
    private final int[] smoothYears;
    private final int[] sameDayYears;
    private final float[] values;
    private float departure;
    private float now;

    /**
     * @param window days that the model looks back
     * @param horizon days that it looks ahead
     */
    Climatology(int window, int horizon) {
        years = years(window);
        days = RECENT_DAYS + horizon;
        smooth = new float[days];
        sameDay = new float[days];
        smoothYears = new int[days];
        sameDayYears = new int[days];
        values = new float[days + 2 * REACH];
    }

    private static int years(int window) {
        return Math.max(0, (window - RECENT_DAYS - REACH) / YEAR);
    }

    /** Whether a window of that many days reaches back to an earlier year. */
    static boolean fits(int window) {
        return years(window) > 0;
    }

    /** Takes in the earlier years of {@code column} as seen from {@code origin}. */
    void compute(SlidingWindow window, int origin, int column) {
        Arrays.fill(smooth, 0);
        Arrays.fill(sameDay, 0);
        Arrays.fill(smoothYears, 0);
        Arrays.fill(sameDayYears, 0);
        for (int year = 1; year <= years; year++) {
            // Never past the origin: what lies behind it is the future, even where the window knows it by now.
            int first = origin - RECENT_DAYS + 1 - REACH - year * YEAR;
            int count = Math.min(values.length, origin - first + 1);
            Arrays.fill(values, Float.NaN);
            window.copyColumn(column, first, count, values);
            addYear();
        }
        for (int i = 0; i < days; i++) {
            smooth[i] = smoothYears[i] == 0 ? Float.NaN : smooth[i] / smoothYears[i];
            sameDay[i] = sameDayYears[i] == 0 ? smooth[i] : sameDay[i] / sameDayYears[i];
        }
        computeDeparture(window, origin, column);
    }

    private void addYear() {
        double sum = 0;
        int present = 0;
        for (int i = -2 * REACH; i < days; i++) {
            int entering = i + 2 * REACH;
            if (!Float.isNaN(values[entering])) {
                sum += values[entering];
                present++;
            }
            if (i > 0 && !Float.isNaN(values[i - 1])) {
                sum -= values[i - 1];
                present--;
            }
            if (i >= 0 && present > 0) {
                smooth[i] += (float) (sum / present);
                smoothYears[i]++;
            }
            if (i >= 0 && !Float.isNaN(values[i + REACH])) {
                sameDay[i] += values[i + REACH];
                sameDayYears[i]++;
            }
        }
    }

    private void computeDeparture(SlidingWindow window, int origin, int column) {
        window.copyColumn(column, origin - RECENT_DAYS + 1, RECENT_DAYS, values);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < RECENT_DAYS; i++) {
            float difference = values[i] - smooth[i];
            if (!Float.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        departure = count == 0 ? 0 : (float) (sum / count);
        now = values[RECENT_DAYS - 1] - smooth[RECENT_DAYS - 1];
    }

    /** Share of the years in the window that know the day {@code lead} days after the origin, 0 for the origin itself. */
    float known(int lead) {
        return (float) smoothYears[RECENT_DAYS - 1 + lead] / years;
    }

    /** Mean of the weeks around the day; NaN where no year knows it. */
    float smooth(int lead) {
        return smooth[RECENT_DAYS - 1 + lead];
    }

    /** Mean of the day itself; that of the weeks around it where no year has a value. */
    float sameDay(int lead) {
        return sameDay[RECENT_DAYS - 1 + lead];
    }

    /** Mean of the last four weeks minus what is usual for them; 0 where unknown. */
    float departure() {
        return departure;
    }

    /** The origin's value minus what is usual for it; NaN where unknown. */
    float now() {
        return now;
    }
}
