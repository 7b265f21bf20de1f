package io.undercurrent.calibration;

import java.io.Serializable;
import java.util.Objects;

/**
 * How forecasts are corrected before they are written.
 *
 * @param intervals whether quantiles are corrected by the errors of earlier forecasts
 * @param takeoverDays days over which the model's errors must exceed the baseline's for the baseline to take over; 0 for never
 * @param alarmsPerYear false alarms that a series may have in a year of days, the budget of anomalies
 * @param counts the targets whose quantiles are whole numbers
 */
public record CalibrationOptions(boolean intervals, int takeoverDays, double alarmsPerYear, Counts counts)
        implements Serializable {

    /** The budget of alarms unless another one is given: one a series and year. */
    public static final double ALARMS_PER_YEAR = 1;

    /** Days of a year. */
    static final double YEAR = 365.25;

    /** More would be no anomalies: one day in eight. */
    private static final double MOST_ALARMS = 45;

    /** The default options of a job. */
    public static final CalibrationOptions DEFAULT = new CalibrationOptions(true, 56);

    /** Forecasts are not changed, nor rounded to a {@link io.undercurrent.series.Resolution}. */
    public static final CalibrationOptions OFF = new CalibrationOptions(false, 0);

    public CalibrationOptions {
        Objects.requireNonNull(counts, "counts");
        if (!(alarmsPerYear > 0 && alarmsPerYear <= MOST_ALARMS)) {
            throw new IllegalArgumentException(
                    "alarms per year: expected above 0 and at most " + MOST_ALARMS + ", but got " + alarmsPerYear);
        }
        if (takeoverDays < 0) {
            throw new IllegalArgumentException(
                    "takeover days: expected at least 0, 0 being never, but got " + takeoverDays);
        }
    }

    /** Whether forecasts leave as the model made them, unless it made none. */
    boolean leavesForecasts() {
        return !intervals && takeoverDays == 0;
    }

    /** With the default budget of alarms, and without counts. */
    public CalibrationOptions(boolean intervals, int takeoverDays) {
        this(intervals, takeoverDays, ALARMS_PER_YEAR);
    }

    /** Without counts. */
    public CalibrationOptions(boolean intervals, int takeoverDays, double alarmsPerYear) {
        this(intervals, takeoverDays, alarmsPerYear, Counts.NONE);
    }

    /** The same with another budget of alarms. */
    public CalibrationOptions withAlarmsPerYear(double alarms) {
        return new CalibrationOptions(intervals, takeoverDays, alarms, counts);
    }
}
