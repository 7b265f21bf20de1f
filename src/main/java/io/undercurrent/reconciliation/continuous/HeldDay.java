package io.undercurrent.reconciliation.continuous;

import java.util.Arrays;

/**
 * What a series was on a day.
 *
 * @param time of the message that says so, in milliseconds since 1970
 * @param revision of its score
 * @param values by target; NaN where there is none
 */
public record HeldDay(long time, int revision, double[] values) {

    /** Whether another counts in place of this, whichever came first. */
    boolean yieldsTo(HeldDay other) {
        int byTime = Long.compare(other.time, time);
        int byRevision = byTime != 0 ? byTime : Integer.compare(other.revision, revision);
        return (byRevision != 0 ? byRevision : Arrays.compare(other.values, values)) > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldDay that
                && time == that.time
                && revision == that.revision
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "HeldDay[" + Arrays.toString(values) + " revision " + revision + " of " + time + "]";
    }
}
