package io.undercurrent.stream.metric;

import java.util.Arrays;

/** The mean over the last fortnight of days, in which days may come in any order. Written by one thread, read by any. */
final class RecentMean {

    private static final int DAYS = 14;

    /** Days that have to be known: fewer may be all of one kind. */
    private static final int ENOUGH = 7;

    private final double[] sums = new double[DAYS];
    private final long[] counts = new long[DAYS];
    private int newest;
    private volatile double value;

    RecentMean() {
        clear();
    }

    void clear() {
        newest = Integer.MIN_VALUE;
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        value = Double.NaN;
    }

    void add(int day, double next) {
        if (newest == Integer.MIN_VALUE) {
            newest = day;
        }
        if ((long) newest - day >= DAYS) {
            return;
        }
        // Whoever is far ahead leaves none of the days before.
        for (int passed = Math.max(newest + 1, day - DAYS + 1); passed <= day; passed++) {
            sums[Math.floorMod(passed, DAYS)] = 0;
            counts[Math.floorMod(passed, DAYS)] = 0;
        }
        newest = Math.max(newest, day);
        sums[Math.floorMod(day, DAYS)] += next;
        counts[Math.floorMod(day, DAYS)]++;
        value = mean();
    }

    private double mean() {
        double sum = 0;
        long count = 0;
        int days = 0;
        for (int i = 0; i < DAYS; i++) {
            sum += sums[i];
            count += counts[i];
            days += counts[i] > 0 ? 1 : 0;
        }
        return days < ENOUGH ? Double.NaN : sum / count;
    }

    /** NaN before there are enough days. */
    double value() {
        return value;
    }
}
