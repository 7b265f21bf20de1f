package io.undercurrent.calibration;

import java.io.Serializable;

/**
 * What is done with forecasts before they leave.
 *
 * @param intervals whether quantiles are corrected by what came of those before
 * @param takeoverDays days over which the model's errors must exceed the baseline's for the baseline to take over; 0 for never
 */
public record CalibrationOptions(boolean intervals, int takeoverDays) implements Serializable {

    /** The options of a job that does not say. */
    public static final CalibrationOptions DEFAULT = new CalibrationOptions(true, 56);

    /** Forecasts leave as the model made them. */
    public static final CalibrationOptions OFF = new CalibrationOptions(false, 0);

    public CalibrationOptions {
        if (takeoverDays < 0) {
            throw new IllegalArgumentException(
                    "takeover days: expected at least 0, 0 being never, but got " + takeoverDays);
        }
    }
}
