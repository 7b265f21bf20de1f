package io.undercurrent.calibration;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.calibration.alarm.Regularity;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;
import java.util.Arrays;
import java.util.Objects;

/**
 * The values of a day, and what is needed to score its forecasts. Copied from the window, because the window moves on.
 *
 * @param day counted from 1970-01-01
 * @param actual by target; NaN where nothing was read
 * @param scale by target: mean absolute difference from the week before, over the days up to this one without {@link
 *     Slips}; NaN if unknown. It is the unit of the scaled errors of Hyndman and Koehler (2006) for a weekly season
 * @param weeksBefore (target, weeks): the values 7, 14, … days before, as far back as any lead time needs; NaN if not
 *     read or outside the window
 * @param absurd by target: whether the value is an absurd slip; nothing is learnt from it
 * @param missing by target: surprise in bits of the days without a value before this one, see {@link Regularity#missing}
 * @param repetition by target: surprise in bits of a value that comes again, see {@link Regularity#repetition}
 */
public record Outcome(
        int day,
        double[] actual,
        float[] scale,
        double[] weeksBefore,
        boolean[] absurd,
        float[] missing,
        float[] repetition) {

    /** Days over which the scale is a mean at most, as for the level that the model works in. */
    private static final int SCALE_DAYS = 56;

    /** Slips are searched only if the largest difference is this many times the mean. */
    private static final double SUSPICIOUS = 5;

    /**
     * Computes the outcome of a day of {@code window}.
     *
     * @param days that the model looks back; older days are not used, so that a later computation gives the same
     *     outcome
     */
    public static Outcome of(SlidingWindow window, int day, int days, int horizon) {
        int targets = window.targets();
        int weeks = weeks(horizon);
        double[] actual = new double[targets];
        float[] scale = new float[targets];
        double[] weeksBefore = new double[targets * weeks];
        boolean[] absurd = new boolean[targets];
        float[] missing = new float[targets];
        float[] repetition = new float[targets];
        for (int target = 0; target < targets; target++) {
            actual[target] = window.value(day, target);
            double[] values = recent(window, day, days, target);
            missing[target] = (float) Regularity.missing(values);
            repetition[target] = (float) Regularity.repetition(values);
            if (isSuspicious(values)) {
                Slips slips = new Slips();
                slips.takeOutAbsurd(values, values.length);
                absurd[target] = !Double.isNaN(actual[target]) && Double.isNaN(values[values.length - 1]);
                slips.takeOut(window, day, values);
            }
            scale[target] = scale(values);
            for (int week = 1; week <= weeks; week++) {
                boolean near = WEEK * week < days + WEEK;
                weeksBefore[target * weeks + week - 1] = near ? window.value(day - WEEK * week, target) : Double.NaN;
            }
        }
        return new Outcome(day, actual, scale, weeksBefore, absurd, missing, repetition);
    }

    private static double[] recent(SlidingWindow window, int day, int days, int target) {
        double[] values = new double[Math.min(days, SCALE_DAYS) + WEEK];
        window.copyColumn(target, day - values.length + 1, values.length, values);
        return values;
    }

    /** Whether some values differ so much from those a week before that they may be slips. */
    private static boolean isSuspicious(double[] values) {
        double most = 0;
        double sum = 0;
        int count = 0;
        for (int i = values.length - 1; i >= WEEK; i--) {
            double difference = Math.abs(values[i] - values[i - WEEK]);
            if (!Double.isNaN(difference)) {
                most = Math.max(most, difference);
                sum += difference;
                count++;
            }
        }
        return count < WEEK || most * count > SUSPICIOUS * sum;
    }

    private static float scale(double[] values) {
        double sum = 0;
        int count = 0;
        for (int i = values.length - 1; i >= WEEK; i--) {
            double difference = values[i] - values[i - WEEK];
            if (!Double.isNaN(difference)) {
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
        for (double value : actual) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The seasonal naive forecast at a lead (0 from the day before): the newest value of the same weekday known at the
     * origin.
     */
    double naive(int target, int lead) {
        return weeksBefore[target * (weeksBefore.length / actual.length) + lead / WEEK];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outcome that
                && day == that.day
                && Arrays.equals(actual, that.actual)
                && Arrays.equals(scale, that.scale)
                && Arrays.equals(weeksBefore, that.weeksBefore)
                && Arrays.equals(absurd, that.absurd)
                && Arrays.equals(missing, that.missing)
                && Arrays.equals(repetition, that.repetition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(day, Arrays.hashCode(actual), Arrays.hashCode(weeksBefore));
    }
}
