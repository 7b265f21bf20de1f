package io.undercurrent.series;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/**
 * Tells slips from values: a -9999 that stands for "no value", a spike of a thousand times the usual, a zero typed for thousands.
 * Whoever draws conclusions from the days of a window leaves these out as if nothing had been read, so that one of them moves
 * nothing. What was read stays in the window as it came.
 *
 * <p>The days of eight weeks are judged by each other: each is held against the median of its weekday, and its distance from that
 * against those of the others. A value is <em>absurd</em> that is farther than twenty times the level or the usual distances,
 * however many there are of them, up to a fifth. One is <em>odd</em> that is farther than twelve times the usual distance and stands
 * alone: the days before and after it are not as far on the same side, and no covariate stands at 1 as a flag would that explains
 * it. So a large move that lasts is odd for a day and then believed.
 *
 * <p>What is found follows from the window alone. Holds working memory: one instance a thread.
 */
public final class Slips {

    /** Days that are judged by each other. */
    public static final int DAYS = 56;

    private static final double MOST_LEVELS = 20;
    private static final double MOST_DISTANCES = 12;

    /** Values of which each weekday has enough to be judged by them, and those that a judgement takes at all. */
    private static final int ENOUGH = 28;

    private static final int LEAST = 5;

    /** Of the distances in order, the place of the largest that is usual. */
    private static final double USUAL = 0.8;

    /** The largest usual distance of normal errors in medians of theirs, about. */
    private static final double USUAL_IN_MEDIANS = 2;

    /** What an absurd value is at least of the sum of all, as long as there are no more than eight. */
    private static final double LEAST_SHARE = 1 / 12.0;

    private final double[] sorted = new double[DAYS];
    private final double[] medians = new double[WEEK];
    /** By day, 1 or -1 for one that is far above or below the usual. */
    private final int[] sides = new int[DAYS];
    /** Distances beyond which a value is absurd, or odd. */
    private double absurd;

    private double odd;

    /**
     * Takes all slips out of the newest {@link #DAYS}: puts NaN in their place.
     *
     * @param window that the values are of
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
     * Takes the absurd ones out of the first {@code count} days, which are judged by those before and after them.
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
        int before = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(values[from + i])) {
                continue;
            }
            boolean alone = sides[i] != 0 && before != sides[i] && sideAfter(values, from, i) != sides[i];
            before = sides[i];
            if (alone && !isExplained(window, firstDay + from + i)) {
                values[from + i] = Double.NaN;
                any = true;
            }
        }
        return any;
    }

    /** The side of the next day that has a value; 0 where there is none. */
    private int sideAfter(double[] values, int from, int i) {
        int next = i + 1;
        while (from + next < values.length && Double.isNaN(values[from + next])) {
            next++;
        }
        return from + next < values.length ? sides[next] : 0;
    }

    private static boolean isExplained(SlidingWindow window, int day) {
        for (int column = window.targets(); column < window.columns(); column++) {
            if (window.value(day, column) == 1) {
                return true;
            }
        }
        return false;
    }

    /** Finds the median of each weekday, the first of which is that of the first day, and what distance from it is too far. */
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
        // Where most days are alike to the digit, as when hardly anything is sold, any other would be odd.
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

    /** Of the first {@code count} that are sorted. */
    private double median(int count) {
        int middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
