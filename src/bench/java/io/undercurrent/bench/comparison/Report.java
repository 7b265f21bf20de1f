package io.undercurrent.bench.comparison;

import io.undercurrent.bench.BenchJson;
import io.undercurrent.bench.Machine;
import io.undercurrent.bench.Measurement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of a comparison on the terminal and, if wanted, in a file: each with the runs that it is the median of. */
public final class Report {

    /** Libraries whose versions matter, by the beginning of their files' names. */
    private static final List<String> LIBRARIES =
            List.of("nd4j-native-1", "openblas-0", "deeplearning4j-nn-1", "flink-runtime-2");

    private static final String VERSION = "development";

    private final Map<String, String> options;
    private final Map<String, List<Measurement>> results = new LinkedHashMap<>();

    /** Begins with what the figures are measured on. */
    public Report(Map<String, String> options) {
        this.options = new LinkedHashMap<>(options);
        this.options.put("libraries", libraries());
        Machine.describe().forEach(Report::show);
        this.options.forEach(Report::show);
    }

    /** The jars on the class path, which have the versions in their names, natives left out. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> LIBRARIES.stream().anyMatch(name::startsWith))
                .filter(name -> !name.contains("-tests")
                        && !name.contains(System.getProperty("os.name").toLowerCase(Locale.ROOT)))
                .map(name -> name.replace(".jar", ""))
                .collect(Collectors.joining(" "));
    }

    private static void show(String name, String value) {
        System.out.printf("%-18s %s%n", name, value);
    }

    /** Adds the figures of one case. */
    public void add(String title, List<Measurement> measurements) {
        System.out.printf("%n%s%n", title);
        for (Measurement measurement : measurements) {
            String runs = measurement.runs().stream().map(Report::number).collect(Collectors.joining(" "));
            System.out.printf(
                    "  %-28s %9s %-14s runs: %s%n",
                    measurement.name(), number(measurement.median()), measurement.unit(), runs);
        }
        results.put(title, measurements);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.2f" : "%.0f", value);
    }

    public void write(Path json) throws IOException {
        BenchJson.write(json, VERSION, options, Map.of(BenchJson.FIGURES, results));
        System.out.printf("Wrote %s%n", json);
    }
}
