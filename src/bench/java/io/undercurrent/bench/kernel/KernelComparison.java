package io.undercurrent.bench.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link KernelBenchmark} with the options of JMH's own command line, and closes with the engines side by side; or, with
 * {@code in-turn ROWS...}, {@link EnginesInTurn}, or with {@code imported ROWS...}, {@link ImportedInTurn}.
 */
public final class KernelComparison {

    private KernelComparison() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 && arguments[0].equals("in-turn")) {
            EnginesInTurn.compare(
                    Stream.of(arguments).skip(1).map(Integer::valueOf).toList());
            return;
        }
        if (arguments.length > 1 && arguments[0].equals("imported")) {
            ImportedInTurn.compare(
                    Stream.of(arguments).skip(1).map(Integer::valueOf).toList());
            return;
        }
        CommandLineOptions given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include(KernelBenchmark.class.getName());
        }
        show(new Runner(options.build()).run());
    }

    private static void show(Collection<RunResult> results) {
        Map<String, Map<String, Double>> microsByCase = new TreeMap<>();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String which = String.format(
                    Locale.ROOT,
                    "%-10s  %5s  %5s",
                    params.getParam("cell"),
                    params.getParam("units"),
                    params.getParam("rows"));
            // The median of the iterations, because a machine that does something else meanwhile spoils a mean.
            double median = result.getAggregatedResult()
                    .getPrimaryResult()
                    .getStatistics()
                    .getPercentile(50);
            microsByCase.computeIfAbsent(which, unused -> new TreeMap<>()).put(params.getParam("engine"), median);
        }
        System.out.printf(
                "%n%s, %d processors, Java %s, OPENBLAS_CORETYPE %s%n",
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getenv().getOrDefault("OPENBLAS_CORETYPE", "not set"));
        System.out.println("Medians in microseconds a step, and how many times as long others take");
        System.out.println("cell        units   rows  undercurrent         onnxruntime                nd4j");
        microsByCase.forEach((which, micros) -> System.out.println(which + line(micros)));
    }

    private static String line(Map<String, Double> micros) {
        double ours = micros.getOrDefault("undercurrent", Double.NaN);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %12.1f", ours));
        for (String other : new String[] {"onnxruntime", "nd4j"}) {
            double theirs = micros.getOrDefault(other, Double.NaN);
            line.append(String.format(Locale.ROOT, "  %10.1f (%5.2f)", theirs, theirs / ours));
        }
        return line.toString();
    }
}
