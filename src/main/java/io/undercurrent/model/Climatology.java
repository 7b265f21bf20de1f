package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * What a day of the year usually brings, for windows of more than a year: three harmonics of the year fitted to the weekly
 * means of the window, and the mean of the same day in earlier years.
 *
 * <p>The fit is least squares with a slight pull of the harmonics towards zero. Time is counted from the origin: harmonics
 * that are shifted are harmonics again, so that the tables of sines serve every origin. For the single days a year is taken
 * as 52 weeks, so that weekdays meet weekdays.
 */
final class Climatology {

    private static final int WEEK = 7;
    private static final int YEAR = 52 * WEEK;
    private static final double DAYS_A_YEAR = 365.2425;
    private static final int HARMONICS = 3;
    private static final int TERMS = 1 + 2 * HARMONICS;

    /** Weeks with a value that a fit takes at least. */
    private static final int LEAST_WEEKS = 52;

    /** Weight of the pull towards zero, in weeks. */
    private static final double PULL = 0.5;

    /** Days before the origin of which {@link #departure} is the mean. */
    private static final int RECENT_DAYS = 28;

    private final int horizon;
    private final int years;
    private final float[] values;
    /** (weeks, TERMS): the terms at the middle of each week, the latest week first. */
    private final double[] weekTerms;

    /** (RECENT_DAYS + horizon, TERMS): the terms on each day from the recent ones to the last one ahead. */
    private final double[] dayTerms;

    private final double[] normal = new double[TERMS * TERMS];
    private final double[] coefficients = new double[TERMS];
    private final float[] smooth;
    private final float[] sameDay;
    private float known;
    private float departure;
    private float now;

    /**
     * @param window days that the model looks back
     * @param horizon days that it looks ahead
     */
    Climatology(int window, int horizon) {
        this.horizon = horizon;
        years = window / YEAR;
        values = new float[window];
        weekTerms = new double[window / WEEK * TERMS];
        for (int week = 0; week < window / WEEK; week++) {
            terms(-WEEK * week - WEEK / 2, weekTerms, week * TERMS);
        }
        dayTerms = new double[(RECENT_DAYS + horizon) * TERMS];
        for (int i = 0; i < RECENT_DAYS + horizon; i++) {
            terms(i - RECENT_DAYS + 1, dayTerms, i * TERMS);
        }
        smooth = new float[RECENT_DAYS + horizon];
        sameDay = new float[RECENT_DAYS + horizon];
    }

    private static void terms(int day, double[] terms, int offset) {
        terms[offset] = 1;
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            double angle = 2 * Math.PI * harmonic * day / DAYS_A_YEAR;
            terms[offset + 2 * harmonic - 1] = Math.cos(angle);
            terms[offset + 2 * harmonic] = Math.sin(angle);
        }
    }

    /** Whether a window of that many days holds a year and the weeks after it. */
    static boolean fits(int window) {
        return window >= YEAR + RECENT_DAYS + 10;
    }

    /** Takes in the days of {@code column} up to and including {@code origin}. */
    void compute(SlidingWindow window, int origin, int column) {
        window.copyColumn(column, origin - values.length + 1, values.length, values);
        int weeks = accumulate();
        known = (float) weeks * WEEK / values.length;
        if (weeks < LEAST_WEEKS) {
            Arrays.fill(smooth, Float.NaN);
        } else {
            solve();
            for (int i = 0; i < smooth.length; i++) {
                double sum = 0;
                for (int term = 0; term < TERMS; term++) {
                    sum += coefficients[term] * dayTerms[i * TERMS + term];
                }
                smooth[i] = (float) sum;
            }
        }
        for (int lead = 1; lead <= horizon; lead++) {
            sameDay[RECENT_DAYS - 1 + lead] = meanOfEarlierYears(lead);
        }
        computeDeparture();
    }

    /** Sets up the normal equations; returns the number of weeks with a value. */
    private int accumulate() {
        Arrays.fill(normal, 0);
        Arrays.fill(coefficients, 0);
        int weeks = 0;
        for (int week = 0; week < values.length / WEEK; week++) {
            double sum = 0;
            int present = 0;
            for (int i = 0, at = values.length - 1 - WEEK * week; i < WEEK; i++, at--) {
                if (!Float.isNaN(values[at])) {
                    sum += values[at];
                    present++;
                }
            }
            if (present > 0) {
                weeks++;
                add(week * TERMS, sum / present, (double) present / WEEK);
            }
        }
        for (int term = 1; term < TERMS; term++) {
            normal[term * TERMS + term] += PULL;
        }
        return weeks;
    }

    private void add(int at, double mean, double weight) {
        for (int row = 0; row < TERMS; row++) {
            double weighted = weight * weekTerms[at + row];
            coefficients[row] += weighted * mean;
            for (int column = 0; column <= row; column++) {
                normal[row * TERMS + column] += weighted * weekTerms[at + column];
            }
        }
    }

    /** Cholesky factors of the normal equations in their place, then the two triangular solutions. */
    private void solve() {
        for (int row = 0; row < TERMS; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = normal[row * TERMS + column];
                for (int k = 0; k < column; k++) {
                    sum -= normal[row * TERMS + k] * normal[column * TERMS + k];
                }
                normal[row * TERMS + column] = row == column ? Math.sqrt(sum) : sum / normal[column * TERMS + column];
            }
        }
        for (int row = 0; row < TERMS; row++) {
            for (int k = 0; k < row; k++) {
                coefficients[row] -= normal[row * TERMS + k] * coefficients[k];
            }
            coefficients[row] /= normal[row * TERMS + row];
        }
        for (int row = TERMS - 1; row >= 0; row--) {
            for (int k = row + 1; k < TERMS; k++) {
                coefficients[row] -= normal[k * TERMS + row] * coefficients[k];
            }
            coefficients[row] /= normal[row * TERMS + row];
        }
    }

    private float meanOfEarlierYears(int lead) {
        double sum = 0;
        int count = 0;
        for (int year = 1; year <= years; year++) {
            int at = values.length - 1 + lead - year * YEAR;
            // Behind the origin is the future, before the array the time that the window has left behind.
            if (at >= 0 && at < values.length && !Float.isNaN(values[at])) {
                sum += values[at];
                count++;
            }
        }
        return count == 0 ? smooth(lead) : (float) (sum / count);
    }

    private void computeDeparture() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < RECENT_DAYS; i++) {
            float difference = values[values.length - RECENT_DAYS + i] - smooth[i];
            if (!Float.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        departure = count == 0 ? 0 : (float) (sum / count);
        now = values[values.length - 1] - smooth[RECENT_DAYS - 1];
    }

    /** Share of the window's weeks that have a value. */
    float known() {
        return known;
    }

    /** What is usual {@code lead} days after the origin; NaN where less than a year is known. */
    float smooth(int lead) {
        return smooth[RECENT_DAYS - 1 + lead];
    }

    /** Mean of that day in earlier years; what is usual where none has a value. */
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
