package io.undercurrent.calibration.alarm;

import io.undercurrent.series.Resolution;

/**
 * Learns from which surprise on the value of a day is an anomaly, so that alarms keep to a budget whatever the tails of the
 * errors are.
 *
 * <p>The budget is a few days in a thousand, of which a series has none for years. So the threshold is found in two steps.
 *
 * <ul> <li>The surprises beyond a base that one day in eight exceeds are taken for exponential: what all of them have in common, and not
 *   the few largest, says where the threshold lies (peaks over threshold, as in Siffer et al., Anomaly Detection in Streams with
 *   Extreme Value Theory, 2017). Mean and frequency begin with assumptions that a few months outweigh.
 *   <li>A correction rises with each alarm and falls on each day without one, which holds the long-run rate of alarms whatever the
 *   series does (Gibbs and Candès, Adaptive Conformal Inference Under Distribution Shift, 2021).
 * </ul>
 *
 * <p>State, in a flat array from an offset on: days met, days of them beyond the base, bits beyond it in sum, the correction,
 * and the day of the last alarm plus one half. All zero at first.
 */
public final class AlarmThreshold {

    /** Floats of state. */
    public static final int SIZE = 5;

    private static final int DAYS = 0;
    private static final int BEYOND = 1;
    private static final int SUM = 2;
    private static final int CORRECTION = 3;
    private static final int LAST = 4;

    /** Bits that calibrated forecasts exceed on one day in eight. */
    private static final double BASE = 3;

    private static final double SHARE_BEYOND = 0.125;

    /** Mean bits beyond the base at first: more than the 1.44 of tails that fall as is told, because too many alarms teach to ignore them. */
    private static final double MEAN_BEYOND = 2;

    /** Days, and days beyond the base, that these assumptions count as. */
    private static final double ASSUMED_DAYS = 30;

    private static final double ASSUMED_BEYOND = 6;

    /** By how many mean excesses an alarm raises the threshold; as many days as an alarm is due in lower it by as much. */
    private static final float RATE = 1;

    /** Days after which a series has alarms, because its first forecasts know little of it. */
    private static final int YOUNG = 28;

    /** So that 0 means that there was no alarm. */
    private static final float HALF = 0.5f;

    private final double budget;

    /**
     * @param budget alarms a day
     */
    public AlarmThreshold(double budget) {
        this.budget = budget;
    }

    /** The surprise in bits that an anomaly exceeds; NaN for a series too young to have any. */
    public float of(float[] state, int offset) {
        if (state[offset + DAYS] < YOUNG) {
            return Float.NaN;
        }
        double beyond = state[offset + BEYOND];
        double share = (ASSUMED_DAYS * SHARE_BEYOND + beyond) / (ASSUMED_DAYS + state[offset + DAYS] - YOUNG);
        double mean = (ASSUMED_BEYOND * MEAN_BEYOND + state[offset + SUM]) / (ASSUMED_BEYOND + beyond);
        return (float) (BASE + mean * Math.max(0, Math.log(share / budget) + state[offset + CORRECTION]));
    }

    /**
     * Learns from the value of a day.
     *
     * @param bits its surprise
     */
    public void meet(float[] state, int offset, int day, double bits) {
        float threshold = of(state, offset);
        state[offset + DAYS]++;
        if (Float.isNaN(threshold)) {
            return;
        }
        boolean alarm = (float) bits > threshold;
        if (bits > BASE) {
            state[offset + BEYOND]++;
            // How far beyond the threshold an anomaly lies says nothing of ordinary days.
            state[offset + SUM] += Resolution.learntFast((float) (Math.min(bits, threshold) - BASE));
        }
        state[offset + CORRECTION] =
                Resolution.learnt(state[offset + CORRECTION] + RATE * ((alarm ? 1 : 0) - (float) budget));
        mark(state, offset, day, alarm);
    }

    /** Takes note of an alarm on a day from which nothing is to be learnt. */
    public void note(float[] state, int offset, int day, double bits) {
        mark(state, offset, day, (float) bits > of(state, offset));
    }

    private static void mark(float[] state, int offset, int day, boolean alarm) {
        if (alarm) {
            state[offset + LAST] = day + HALF;
        }
    }

    /** Whether the last alarm was on a day. */
    public boolean isAlarm(float[] state, int offset, int day) {
        return state[offset + LAST] == day + HALF;
    }
}
