package io.undercurrent.calibration;

import java.io.Serializable;

/**
 * How forecasts are corrected before they are written.
 *
 * @param intervals whether quantiles are corrected by the errors of earlier forecasts
 * @param takeoverDays days over which the model's errors must exceed the baseline's for the baseline to take over; 0 for never
 */
public record CalibrationOptions(boolean intervals, int takeoverDays) implements Serializable {

    /** The default options of a job. */
    public static final CalibrationOptions DEFAULT = new CalibrationOptions(true, 56);

    /** Forecasts are not changed. */
    public static final CalibrationOptions OFF = new CalibrationOptions(false, 0);

    public CalibrationOptions {
        if (takeoverDays < 0) {
            throw new IllegalArgumentException(
                    "takeover days: expected at least 0, 0 being never, but got " + takeoverDays);
        }
    }
}
