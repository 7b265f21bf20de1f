package io.undercurrent.bench.cli;

import io.undercurrent.bench.kernel.KernelComparison;
import io.undercurrent.bench.operator.OperatorComparison;
import java.util.Arrays;
import picocli.CommandLine;

/** Finds the comparison by the first argument: {@code operator}, or those of kernels, which take the options of JMH. */
public final class Comparisons {

    private Comparisons() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("operator")) {
            String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(new CommandLine(new OperatorComparison()).execute(options));
        }
        KernelComparison.main(arguments);
    }
}
