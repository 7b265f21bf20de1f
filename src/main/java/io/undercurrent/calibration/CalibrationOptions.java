package io.undercurrent.calibration;

import java.io.Serializable;

/**
 * How forecasts are corrected before they are written.
 *
 * @param intervals whether quantiles are corrected by the errors of earlier forecasts
 * @param takeoverDays days over which the model's errors must exceed the baseline's for the baseline to take over; 0 for never
 * @param alarmsPerYear false alarms that a series may have in a year of days, the budget of anomalies
 */
public record CalibrationOptions(boolean intervals, int takeoverDays, double alarmsPerYear) implements Serializable {

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

    /** With the default budget of alarms. */
    public CalibrationOptions(boolean intervals, int takeoverDays) {
        this(intervals, takeoverDays, ALARMS_PER_YEAR);
    }
}
