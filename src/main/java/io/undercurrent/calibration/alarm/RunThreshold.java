package io.undercurrent.calibration.alarm;

/**
 * Learns from which surprise on a run, of missing days or of a value that comes again, is an anomaly. The bits of {@link Regularity} are those
 * of a code: what has b bits comes on one day in 2<sup>b</sup> at most, as long as a series is as it was. So the threshold follows from the
 * budget. Where it does not hold, each alarm raises the threshold, and each day without one lowers it again.
 *
 * <p>State, in a flat array from an offset on: by how many bits the threshold is raised; the day of the last alarm, and the last day of
 * a run of repetitions that has had its alarm, both plus one half. All zero at first.
 */
public final class RunThreshold {

    /** Floats of state. */
    public static final int SIZE = 3;

    private static final int RAISED = 0;
    private static final int LAST = 1;
    private static final int TOLD = 2;

    /** Bits by which an alarm raises the threshold. */
    private static final double STEP = 0.5;

    /** So that 0 means that there was none. */
    private static final float HALF = 0.5f;

    private final double budget;
    private final double bits;

    /**
     * @param budget alarms a day
     */
    public RunThreshold(double budget) {
        this.budget = budget;
        bits = -Math.log(budget) / Math.log(2);
    }

    /** The surprise in bits that an anomaly exceeds. */
    public float of(float[] state, int offset) {
        return (float) (bits + state[offset + RAISED]);
    }

    /**
     * Whether the run that a day goes on with is known, because an earlier day had its alarm.
     *
     * @param state before the day
     * @param repetition of the value of the day, in bits
     */
    public boolean isTold(float[] state, int offset, int day, double repetition) {
        return repetition > 0 && state[offset + TOLD] == day - 1 + HALF;
    }

    /**
     * Learns from a day.
     *
     * @param missing days before it, in bits
     * @param repetition of its value, in bits
     */
    public void meet(float[] state, int offset, int day, double missing, double repetition) {
        boolean told = isTold(state, offset, day, repetition);
        boolean alarm = (float) Math.max(missing, told ? 0 : repetition) > of(state, offset);
        if (alarm) {
            state[offset + LAST] = day + HALF;
        }
        if (alarm || told) {
            state[offset + TOLD] = day + HALF;
        }
        state[offset + RAISED] = (float) Math.max(0, state[offset + RAISED] + STEP * ((alarm ? 1 : 0) - budget));
    }

    /** Whether the last alarm was on a day. */
    public boolean isAlarm(float[] state, int offset, int day) {
        return state[offset + LAST] == day + HALF;
    }
}
