package io.undercurrent.calibration.alarm;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/**
 * How surprising it is, from the values of some weeks, that days have no value and that a value comes again.
 *
 * <p>Both are codes that learn as they go (Krichevsky and Trofimov, The Performance of Universal Encoding, 1981): the bits of a run are those
 * of its days one after the other, with the frequencies counted before it.
 */
public final class Regularity {

    /** Days that must be known before a run, because a few say nothing of what is usual. */
    private static final int LEAST = 28;

    /** Of a weekday, the days that count as much as the frequency of all days. */
    private static final double OF_ALL_DAYS = 4;

    /** Days that count as much as how finely values are told. */
    private static final double OF_FINENESS = 28;

    /** Days that count as much as the frequency of repetitions, for the frequency of further ones. */
    private static final double OF_REPETITIONS = 2;

    private Regularity() {}

    /**
     * Surprise of the days without a value that directly precede the last one, in bits: the sum of those of each, from how often its weekday
     * had none. 0 if there is none, or too little before them.
     *
     * @param values by day; NaN where there is none. The series begins with the first value
     */
    public static double missing(double[] values) {
        int last = values.length - 1;
        int end = last;
        while (end > 0 && Double.isNaN(values[end - 1])) {
            end--;
        }
        int first = first(values);
        if (end == last || end - first < LEAST || Double.isNaN(values[last])) {
            return 0;
        }
        double bits = 0;
        double all = (0.5 + missing(values, first, end, 1)) / (1 + end - first);
        for (int day = end; day < last; day++) {
            int from = first + Math.floorMod(day - first, WEEK);
            int days = (end - from + WEEK - 1) / WEEK;
            bits += bits((OF_ALL_DAYS * all + missing(values, from, end, WEEK)) / (OF_ALL_DAYS + days));
        }
        return Math.min(Rarity.MOST_BITS, bits);
    }

    private static int first(double[] values) {
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        return first;
    }

    private static int missing(double[] values, int from, int until, int step) {
        int count = 0;
        for (int day = from; day < until; day += step) {
            count += Double.isNaN(values[day]) ? 1 : 0;
        }
        return count;
    }

    /**
     * Surprise of the last value being that of the day before, and of days before that, in bits. How often values come again is counted.
     * Where that says little, it follows from how finely values are told: the smallest difference of two, over twice the mean change
     * from one day to the next. 0 if the value is another one, or if there is too little before the run.
     *
     * @param values by day; NaN where there is none
     */
    public static double repetition(double[] values) {
        int last = values.length - 1;
        int begin = last;
        while (begin > 0 && values[begin - 1] == values[begin]) {
            begin--;
        }
        if (begin == last) {
            return 0;
        }
        int pairs = 0;
        int repeated = 0;
        int followed = 0;
        int repeatedTwice = 0;
        double changes = 0;
        for (int day = 1; day <= begin; day++) {
            double change = Math.abs(values[day] - values[day - 1]);
            if (Double.isNaN(change)) {
                continue;
            }
            pairs++;
            changes += change;
            repeated += change == 0 ? 1 : 0;
            if (day > 1 && values[day - 1] == values[day - 2]) {
                followed++;
                repeatedTwice += change == 0 ? 1 : 0;
            }
        }
        if (pairs < LEAST || changes == 0) {
            return 0;
        }
        double told = Math.min(1, fineness(values, begin) * pairs / (2 * changes));
        double once = (OF_FINENESS * told + repeated) / (OF_FINENESS + pairs);
        double bits = bits(once);
        for (int before = 0; before < last - begin - 1; before++) {
            bits += bits((OF_REPETITIONS * once + repeatedTwice + before) / (OF_REPETITIONS + followed + before));
        }
        return Math.min(Rarity.MOST_BITS, bits);
    }

    /** The smallest difference of two of the values up to one, where there are two. */
    private static double fineness(double[] values, int until) {
        double[] sorted = Arrays.copyOf(values, until + 1);
        Arrays.sort(sorted);
        double least = Double.POSITIVE_INFINITY;
        // NaN comes last.
        for (int i = 1; i <= until && !Double.isNaN(sorted[i]); i++) {
            double difference = sorted[i] - sorted[i - 1];
            if (difference > 0) {
                least = Math.min(least, difference);
            }
        }
        return least;
    }

    private static double bits(double probability) {
        return -Math.log(probability) / Math.log(2);
    }
}
