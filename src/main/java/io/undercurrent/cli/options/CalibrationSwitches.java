package io.undercurrent.cli.options;

import io.undercurrent.calibration.CalibrationOptions;
import picocli.CommandLine.Option;

/** What is done with forecasts before they leave. */
public final class CalibrationSwitches {

    private enum Switch {
        ON,
        OFF;

        @Override
        public String toString() {
            return this == ON ? "on" : "off";
        }
    }

    @Option(
            names = "--calibration",
            paramLabel = "on|off",
            description = "Whether quantiles are corrected by what came of those before (default: ${DEFAULT-VALUE}).")
    private Switch intervals = Switch.ON;

    @Option(
            names = "--takeover-days",
            paramLabel = "DAYS",
            description =
                    "The baseline takes over from the model where the model was worse over this many days, until it"
                            + " is better again; 0 is never (default: ${DEFAULT-VALUE}).")
    private int takeoverDays = CalibrationOptions.DEFAULT.takeoverDays();

    /**
     * @throws IllegalArgumentException if a value makes no sense
     */
    public CalibrationOptions options() {
        return new CalibrationOptions(intervals == Switch.ON, takeoverDays);
    }
}
