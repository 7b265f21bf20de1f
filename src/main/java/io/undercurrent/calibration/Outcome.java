package io.undercurrent.calibration;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a day brought to a series, taken from its window when it did, since the window moves on.
 *
 * @param day counted from 1970-01-01
 * @param actual by target; NaN where nothing was read
 * @param scale by target: mean absolute difference from the week before, over the days up to this one; NaN where none is
 *     known. The unit of the scaled errors of Hyndman and Koehler (2006) for a weekly season
 * @param weeksBefore (target, weeks): the values 7, 14, … days before, as far back as any lead time needs them; NaN where
 *     nothing was read or the window does not reach
 */
public record Outcome(int day, float[] actual, float[] scale, float[] weeksBefore) {

    private static final int WEEK = 7;

    /** Days over which the scale is a mean at most, as for the level that the model works in. */
    private static final int SCALE_DAYS = 56;

    /**
     * The outcome of a day of {@code window}.
     *
     * @param days that the model looks back; nothing farther back is used, so that an outcome taken again later is the same
     */
    public static Outcome of(SlidingWindow window, int day, int days, int horizon) {
        int targets = window.targets();
        int weeks = weeks(horizon);
        float[] actual = new float[targets];
        float[] scale = new float[targets];
        float[] weeksBefore = new float[targets * weeks];
        for (int target = 0; target < targets; target++) {
            actual[target] = window.value(day, target);
            scale[target] = scale(window, day, days, target);
            for (int week = 1; week <= weeks; week++) {
                boolean near = WEEK * week < days + WEEK;
                weeksBefore[target * weeks + week - 1] = near ? window.value(day - WEEK * week, target) : Float.NaN;
            }
        }
        return new Outcome(day, actual, scale, weeksBefore);
    }

    private static float scale(SlidingWindow window, int day, int days, int target) {
        int span = Math.min(days, SCALE_DAYS);
        float[] values = new float[span + WEEK];
        window.copyColumn(target, day - span - WEEK + 1, span + WEEK, values);
        double sum = 0;
        int count = 0;
        for (int i = span + WEEK - 1; i >= WEEK; i--) {
            float difference = values[i] - values[i - WEEK];
            if (!Float.isNaN(difference)) {
                sum += Math.abs(difference);
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private static int weeks(int horizon) {
        return (horizon + WEEK - 1) / WEEK;
    }

    /** Whether any target has a value. */
    boolean hasActual() {
        for (float value : actual) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** The seasonal naive forecast at a lead (0 from the day before): the newest value of the weekday that it knew. */
    float naive(int target, int lead) {
        return weeksBefore[target * (weeksBefore.length / actual.length) + lead / WEEK];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outcome that
                && day == that.day
                && Arrays.equals(actual, that.actual)
                && Arrays.equals(scale, that.scale)
                && Arrays.equals(weeksBefore, that.weeksBefore);
    }

    @Override
    public int hashCode() {
        return Objects.hash(day, Arrays.hashCode(actual), Arrays.hashCode(weeksBefore));
    }
}
