package io.undercurrent.calibration.alarm;

import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore.Cause;
import io.undercurrent.series.TargetScore.Surprise;

/**
 * Says of each day of a series how surprising it is, and whether that is an alarm: its value under the newest forecast made for it, the
 * days without a value before it, and a value that comes again.
 *
 * <p>State, in a flat array from an offset on: {@link AlarmThreshold} for each target, then {@link RunThreshold} for each target, because
 * runs came later. Not thread-safe.
 */
public final class AnomalyAlarms {

    /** Of the budget of alarms: missing days and values that come again. The values have the rest. */
    private static final double SHARE_OF_RUNS = 0.1;

    private final int targets;
    private final AlarmThreshold values;
    private final RunThreshold runs;
    private final Rarity rarity;

    /**
     * @param budget alarms a day
     */
    public AnomalyAlarms(ForecastShape shape, double budget) {
        targets = shape.targets().size();
        double ofTarget = budget / targets;
        values = new AlarmThreshold((1 - SHARE_OF_RUNS) * ofTarget);
        runs = new RunThreshold(SHARE_OF_RUNS * ofTarget);
        rarity = new Rarity(shape);
    }

    /** Floats of state. */
    public int size() {
        return runOffset(0, targets);
    }

    private static int valueOffset(int offset, int target) {
        return offset + target * AlarmThreshold.SIZE;
    }

    private int runOffset(int offset, int target) {
        return valueOffset(offset, targets) + target * RunThreshold.SIZE;
    }

    /** Measures the value of a day, which the other methods speak of until the next one is measured; see {@link Rarity#measure}. */
    public void measure(double[] quantiles, double actual, double scale) {
        rarity.measure(quantiles, actual, scale);
    }

    /**
     * Learns from the day that was measured.
     *
     * @param missing days before it, in bits
     * @param repetition of its value, in bits
     * @param absurd whether nothing is to be learnt from its value
     */
    public void meet(float[] state, int offset, int target, int day, float missing, float repetition, boolean absurd) {
        runs.meet(state, runOffset(offset, target), day, missing, repetition);
        if (absurd) {
            values.note(state, valueOffset(offset, target), day, rarity.bits());
        } else {
            values.meet(state, valueOffset(offset, target), day, rarity.bits());
        }
    }

    /**
     * How surprising the day is that was measured.
     *
     * @param state before the day
     */
    public Surprise surprise(float[] state, int offset, int target, int day, float missing, float repetition) {
        float probability = (float) rarity.probability();
        float bits = (float) rarity.bits();
        float threshold = values.of(state, valueOffset(offset, target));
        boolean isTold = runs.isTold(state, runOffset(offset, target), day, repetition);
        float ofRun = Math.max(missing, isTold ? 0 : repetition);
        float thresholdOfRuns = runs.of(state, runOffset(offset, target));
        if (bits > threshold || ofRun <= thresholdOfRuns) {
            return new Surprise(probability, bits, threshold);
        }
        return new Surprise(
                probability, ofRun, thresholdOfRuns, missing >= ofRun ? Cause.MISSING_DAYS : Cause.REPETITION);
    }

    /** Whether the last alarm was on a day. */
    public boolean isAlarm(float[] state, int offset, int target, int day) {
        return values.isAlarm(state, valueOffset(offset, target), day)
                || runs.isAlarm(state, runOffset(offset, target), day);
    }
}
