package io.undercurrent.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.calibration.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Names of values may have commas in them, in whatever option they stand. */
class NamesInOptionsTest {

    private static final String QUOTED = "\"sum, daily (mm)\",sales";
    private static final List<String> NAMES = List.of("sum, daily (mm)", "sales");

    private static <T> T parse(T options, String... arguments) {
        new CommandLine(CommandSpec.create().addMixin("mixin", CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }

    @Test
    void targetsThatAreCounts() {
        assertEquals(
                Counts.of(NAMES),
                parse(new CalibrationSwitches(), "--counts", QUOTED).options().counts());
        assertEquals(
                Counts.ALL,
                parse(new CalibrationSwitches(), "--counts").options().counts());
        assertEquals(Counts.NONE, parse(new CalibrationSwitches()).options().counts());
    }

    @Test
    void valuesOfOtherJobs() {
        assertEquals(
                NAMES,
                parse(new AdmissionOptions(), "--other-columns", QUOTED)
                        .admission()
                        .otherColumns());
    }
}
