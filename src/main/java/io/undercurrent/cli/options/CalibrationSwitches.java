package io.undercurrent.cli.options;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.Counts;
import io.undercurrent.cli.files.NamesConverter;
import java.util.List;
import picocli.CommandLine.Option;

/** What is done with forecasts before they leave. */
public final class CalibrationSwitches {

    /** Stands for all targets. */
    private static final String ALL = "*";

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
            description = "Whether past errors correct the quantiles (default: ${DEFAULT-VALUE}).")
    private Switch intervals = Switch.ON;

    @Option(
            names = "--takeover-days",
            paramLabel = "DAYS",
            description =
                    "The baseline replaces the model of a series that was worse over this many days, until the model is"
                            + " better again; 0 means never (default: ${DEFAULT-VALUE}).")
    private int takeoverDays = CalibrationOptions.DEFAULT.takeoverDays();

    @Option(
            names = "--alarms-per-year",
            paramLabel = "N",
            description =
                    "How many false alarms a series may have in a year. Scores say from which surprise on a day is an anomaly,"
                            + " and this is learnt so that no more come (default: ${DEFAULT-VALUE}).")
    private double alarmsPerYear = CalibrationOptions.ALARMS_PER_YEAR;

    @Option(
            names = "--counts",
            arity = "0..1",
            fallbackValue = ALL,
            converter = NamesConverter.class,
            paramLabel = "TARGETS",
            description =
                    "These targets are counts: their quantiles are whole numbers, 0 or more, each the smallest that is not exceeded with at"
                            + " least that probability. Without names all targets are.")
    private List<String> counts = List.of();

    /**
     * @throws IllegalArgumentException if a value makes no sense
     */
    public CalibrationOptions options() {
        Counts whole = counts.contains(ALL) ? Counts.ALL : Counts.of(counts);
        return new CalibrationOptions(intervals == Switch.ON, takeoverDays, alarmsPerYear, whole);
    }
}
