package io.undercurrent.bench.cli;

import io.undercurrent.bench.calibration.CalibrationComparison;
import io.undercurrent.bench.job.SqlComparison;
import io.undercurrent.bench.kernel.KernelComparison;
import io.undercurrent.bench.operator.OperatorComparison;
import io.undercurrent.bench.training.TrainingComparison;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Finds the comparison by the first argument: {@code calibration}, {@code operator}, {@code sql}, {@code training}, or those of kernels, with the options of JMH. */
public final class Comparisons {

    private static final Map<String, Callable<Integer>> COMMANDS = Map.of(
            "calibration",
            new CalibrationComparison(),
            "operator",
            new OperatorComparison(),
            "sql",
            new SqlComparison(),
            "training",
            new TrainingComparison());

    private Comparisons() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && COMMANDS.containsKey(arguments[0])) {
            String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(new CommandLine(COMMANDS.get(arguments[0])).execute(options));
        }
        KernelComparison.main(arguments);
    }
}
