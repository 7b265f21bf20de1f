package io.undercurrent.bench.calibration;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;

/** Times the calibration of a reading. */
@Command(
        name = "calibration",
        mixinStandardHelpOptions = true,
        description =
                "Times what is learnt from a reading and the correction of its forecast, for 100 and for 10,000 series.")
public final class CalibrationComparison implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        new Runner(new OptionsBuilder()
                        .include(CalibrationBenchmark.class.getName())
                        .build())
                .run();
        return 0;
    }
}
