package io.undercurrent.bench.job;

import java.io.Serializable;

/**
 * Readings to put through a job: day by day, on each day one of each series.
 *
 * @param keys number of series
 * @param days number of days
 * @param lateShare share of the readings that come 1 to 14 days late
 * @param form of the messages
 */
public record Workload(int keys, int days, double lateShare, MessageForm form) implements Serializable {

    public static final int MOST_DAYS_LATE = 14;

    /** Readings in messages as the data contract has them. */
    public Workload(int keys, int days, double lateShare) {
        this(keys, days, lateShare, MessageForm.CONTRACT);
    }

    public Workload {
        if (keys < 1 || days < 2 || !(lateShare >= 0 && lateShare < 1)) {
            throw new IllegalArgumentException("workload: expected at least 1 key, 2 days and a late share in [0, 1),"
                    + " but got " + keys + ", " + days + " and " + lateShare);
        }
    }

    /** Readings when all have come. */
    public long readings() {
        return (long) keys * days;
    }

    /** By how many days the reading of a day comes late; 0 for most. */
    int daysLate(int key, int day) {
        if (lateShare == 0) {
            return 0;
        }
        long bits = mix(key * 31_000_003L + day);
        boolean late = (bits >>> 11) * 0x1p-53 < lateShare;
        return late ? 1 + (int) Long.remainderUnsigned(mix(bits), MOST_DAYS_LATE) : 0;
    }

    /** Sales in tenths: a week's rhythm, and noise. */
    int tenths(int key, int day) {
        int level = 500 + Math.floorMod(key * 7919, 3000);
        int weekday = Math.floorMod(day + key, 7);
        return level + level * weekday / 10 + (int) Long.remainderUnsigned(mix(key * 1_000_003L + day), 200);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long bits = value + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
