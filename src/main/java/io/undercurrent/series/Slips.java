package io.undercurrent.series;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/**
 * Detects slips, values that are most likely wrong: a -9999 that means "no value", a spike of a thousand times the
 * usual value, a zero typed for thousands. Statistics of a window leave slips out as if nothing had been read. The
 * window itself keeps the values as read.
 *
 * <p>The last eight weeks are compared with each other. The distance of a day is its distance from the median of its
 * weekday. A value is <em>absurd</em> if its distance is more than twenty times the level or the usual distance; up to
 * a fifth of the values may be absurd. A value is <em>odd</em> if its distance is more than twelve times the usual one
 * and it is isolated: the days before and after it are not as far off on the same side, and no covariate is 1, as a
 * flag that explains it would be. A large change that lasts is therefore odd for one day and accepted afterwards. If it is
 * over after a few days, these were a spike, and all of them are odd: they say nothing of the days to come.
 *
 * <p>The result depends on the window alone. Not thread-safe: holds working memory.
 */
public final class Slips {

    /** Number of days compared with each other. */
    public static final int DAYS = 56;

    private static final double MOST_LEVELS = 20;
    private static final double MOST_DISTANCES = 12;

    /** Number of values with enough for each weekday, and the fewest that are judged at all. */
    private static final int ENOUGH = 28;

    private static final int LEAST = 5;

    /** The usual distance is this quantile of all distances. */
    private static final double USUAL = 0.8;

    /** For normal errors: about the ratio of that quantile to the median of the distances. */
    private static final double USUAL_IN_MEDIANS = 2;

    /**
     * Days are searched for absurd values only if the largest |value| exceeds this share of the sum of all |values|. An
     * absurd value does, unless there are more than eight.
     */
    private static final double LEAST_SHARE = 1 / 12.0;

    private final int spikeDays;
    private final double[] sorted = new double[DAYS];
    private final double[] medians = new double[WEEK];
    /** By day: 1 if far above the usual, -1 if far below, otherwise 0. */
    private final int[] sides = new int[DAYS];
    /** Distances beyond which a value is absurd, or odd. */
    private double absurd;

    private double odd;

    /** Knows no spikes longer than a day. */
    public Slips() {
        this(1);
    }

    /**
     * @param spikeDays days in a row that are odd once they are over
     */
    public Slips(int spikeDays) {
        this.spikeDays = spikeDays;
    }

    /**
     * Replaces all slips among the newest {@link #DAYS} by NaN.
     *
     * @param window window that holds the values
     * @param values of the days up to {@code day}, the newest last
     * @return whether there was any
     */
    public boolean takeOut(SlidingWindow window, int day, double[] values) {
        int from = Math.max(0, values.length - DAYS);
        measure(values, from, values.length);
        boolean any = takeOutAbsurd(values, from, values.length);
        return takeOutOdd(window, day - values.length + 1, values, from) || any;
    }

    /**
     * Replaces absurd values among the first {@code count} days by NaN; days on both sides serve as comparison.
     *
     * @return whether there was any
     */
    public boolean takeOutAbsurd(double[] values, int count) {
        boolean any = false;
        for (int to = count; to > 0; to -= DAYS) {
            int from = Math.max(0, to - DAYS);
            int end = Math.min(values.length, from + DAYS);
            if (isSuspicious(values, from, end)) {
                measure(values, from, end);
                any |= takeOutAbsurd(values, from, to);
            }
        }
        return any;
    }

    private static boolean isSuspicious(double[] values, int from, int to) {
        double sum = 0;
        double most = 0;
        for (int i = from; i < to; i++) {
            double size = Math.abs(values[i]);
            if (size <= Double.MAX_VALUE) {
                sum += size;
                most = Math.max(most, size);
            }
        }
        return most > LEAST_SHARE * sum;
    }

    private boolean takeOutAbsurd(double[] values, int from, int to) {
        boolean any = false;
        for (int i = from; i < to; i++) {
            if (Math.abs(values[i] - medians[(i - from) % WEEK]) > absurd) {
                values[i] = Double.NaN;
                any = true;
            }
        }
        return any;
    }

    private boolean takeOutOdd(SlidingWindow window, int firstDay, double[] values, int from) {
        int count = values.length - from;
        for (int i = 0; i < count; i++) {
            double distance = values[from + i] - medians[i % WEEK];
            sides[i] = Math.abs(distance) > odd ? (int) Math.signum(distance) : 0;
        }
        boolean any = false;
        int start = 0;
        while (start < count) {
            int days = 0;
            int end = start;
            // A day without a value, whose side is 0, neither ends a spike nor belongs to it.
            for (; end < count && (sides[end] == sides[start] || Double.isNaN(values[from + end])); end++) {
                days += Double.isNaN(values[from + end]) ? 0 : 1;
            }
            // A single day need not be over.
            if (sides[start] != 0 && (days == 1 || days <= spikeDays && end < count)) {
                any |= takeOutUnexplained(window, firstDay + from, values, from, start, end);
            }
            start = end;
        }
        return any;
    }

    private static boolean takeOutUnexplained(
            SlidingWindow window, int firstDay, double[] values, int from, int start, int end) {
        boolean any = false;
        for (int i = start; i < end; i++) {
            if (!Double.isNaN(values[from + i]) && !isExplained(window, firstDay + i)) {
                values[from + i] = Double.NaN;
                any = true;
            }
        }
        return any;
    }

    private static boolean isExplained(SlidingWindow window, int day) {
        for (int column = window.targets(); column < window.columns(); column++) {
            if (window.value(day, column) == 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * Computes the median of each weekday, beginning with the first day's, and the distances beyond which values are
     * slips.
     */
    private void measure(double[] values, int from, int to) {
        absurd = Double.POSITIVE_INFINITY;
        odd = Double.POSITIVE_INFINITY;
        int present = sort(values, from, to, 1);
        if (present < LEAST) {
            return;
        }
        double median = median(present);
        double level = 0;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            int ofWeekday = present < ENOUGH ? 0 : sort(values, from + weekday, to, WEEK);
            medians[weekday] = ofWeekday == 0 ? median : median(ofWeekday);
            level = Math.max(level, Math.abs(medians[weekday]));
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sorted[count++] = Math.abs(values[i] - medians[(i - from) % WEEK]);
            }
        }
        Arrays.sort(sorted, 0, count);
        double usual = sorted[(int) (USUAL * (count - 1))];
        if (usual > 0 || level > 0) {
            absurd = MOST_LEVELS * Math.max(usual, level);
        }
        double middle = median(count);
        // If most days have exactly the same value, as when hardly anything is sold, every other value would be odd.
        if (middle > 0 && present >= ENOUGH) {
            odd = MOST_DISTANCES * Math.max(middle, usual / USUAL_IN_MEDIANS);
        }
    }

    /** Sorts the values of every {@code step}-th day; returns how many there are. */
    private int sort(double[] values, int from, int to, int step) {
        int count = 0;
        for (int i = from; i < to; i += step) {
            if (!Double.isNaN(values[i])) {
                sorted[count++] = values[i];
            }
        }
        Arrays.sort(sorted, 0, count);
        return count;
    }

    /** Median of the first {@code count} sorted values. */
    private double median(int count) {
        int middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
