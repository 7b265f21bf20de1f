package io.undercurrent.cli;

import io.undercurrent.bench.BenchJson;
import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Build;
import io.undercurrent.bench.BuildComparison;
import io.undercurrent.bench.Machine;
import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.job.ManySeriesBenchmark;
import io.undercurrent.bench.job.ParallelismBenchmark;
import io.undercurrent.bench.job.PipelineBenchmark;
import io.undercurrent.bench.job.kafka.KafkaBenchmark;
import io.undercurrent.bench.job.kafka.ModelChangeBenchmark;
import io.undercurrent.bench.model.TrainingBenchmark;
import io.undercurrent.cli.accuracy.AccuracyCommand;
import io.undercurrent.cli.files.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent bench}: measures the speed on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures how fast the job is on this machine. Each figure is a median, printed with its runs.",
            "",
            "  pipeline     the job with the model, with a random walk, with bundles of",
            "               one, with a shadow on all series, with 5 %% late readings, with",
            "               fields of other names, and with Avro",
            "  kafka        readings a second with broker and job here, and latency at half",
            "               of that",
            "  change       a change of model at half of that rate at most: latency, the",
            "               longest pause, forecasts lost or made twice",
            "  scale        numbers of series on RocksDB: throughput, state, checkpoints",
            "  parallelism  two pipelines against one",
            "  training     training on data of the size of NN5, and reading the model",
            "",
            "bench accuracy measures how good the forecasts are instead.",
            "",
            "Do not use the machine meanwhile. If you have to, compare the figures for processor time.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  All of it, in about half an hour, with the figures in a file:",
            "    undercurrent bench --json bench.json",
            "  Whether it works, in two minutes:",
            "    undercurrent bench --quick",
            "  A million series on RocksDB against ten thousand, in under an hour:",
            "    undercurrent bench scale --days 34 --scale 10000,1000000",
            "  What a change of model does to 20,000 series, in three minutes:",
            "    undercurrent bench change --keys 20000 --days 24",
            "  Whether this build is faster than another one, in about 20 minutes:",
            "    undercurrent bench pipeline kafka --compare ../before/target/undercurrent",
            ""
        },
        subcommands = AccuracyCommand.class)
final class Bench implements Callable<Integer> {

    private static final int QUICK_KEYS = 1000;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "BENCHMARK", arity = "0..*", description = "What to measure (default: all).")
    private List<String> chosen = List.of();

    @Option(names = "--keys", paramLabel = "N", description = "Series (default: 10000).")
    private Integer keys;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days of each series, of which the first half warms up (default: 120).")
    private Integer days;

    @Option(names = "--repetitions", paramLabel = "N", description = "Runs of each setup (default: 3).")
    private Integer repetitions;

    @Option(
            names = "--scale",
            split = ",",
            paramLabel = "N",
            description =
                    "Numbers of series for 'scale' (default: 10000,1000,100000). The others are compared with the first.")
    private List<Integer> scale;

    @Option(
            names = "--rocksdb-memory",
            paramLabel = "SIZE",
            description = "Memory of RocksDB for 'scale', its buffers, caches and filters (default: 2gb).")
    private String rocksDbMemory = "2gb";

    @Option(names = "--quick", description = "Few series and one run of each, to see that it works.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures to this file.")
    private Path json;

    @Option(
            names = "--compare",
            paramLabel = "FOLDER",
            description = "Compare with the distribution in this folder, such as target/undercurrent of an earlier"
                    + " commit. Both run in turn, a process for each repetition, which takes twice as long.")
    private Path compare;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        List<Benchmark> selected = selected();
        OutputFile.prepare("--json", json);
        Machine.describe().forEach((name, value) -> out.printf(Locale.ROOT, "%-18s %s%n", name, value));
        options().forEach((name, value) -> out.printf(Locale.ROOT, "%-18s %s%n", name, value));
        if (compare != null) {
            compare(selected, out, err);
            return 0;
        }
        Map<String, List<Measurement>> results = new LinkedHashMap<>();
        for (Benchmark benchmark : selected) {
            out.printf(Locale.ROOT, "%n%s: %s%n", benchmark.name(), benchmark.description());
            out.flush();
            List<Measurement> measurements = benchmark.run(what -> {
                err.printf(Locale.ROOT, "%s: %s%n", benchmark.name(), what);
                err.flush();
            });
            measurements.forEach(measurement -> out.println(line(measurement)));
            out.flush();
            results.put(benchmark.name(), measurements);
        }
        write(Map.of(BenchJson.FIGURES, results), out);
        return 0;
    }

    private void compare(List<Benchmark> selected, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        Build other = Build.in(compare);
        List<String> arguments = new ArrayList<>(List.of(
                "--repetitions=1",
                "--keys=" + keys(),
                "--days=" + days(),
                "--scale="
                        + String.join(",", scale().stream().map(String::valueOf).toList()),
                "--rocksdb-memory=" + rocksDbMemory));
        if (quick) {
            arguments.add("--quick");
        }
        selected.forEach(benchmark -> arguments.add(benchmark.name()));
        BuildComparison comparison =
                BuildComparison.run(Build.running(Undercurrent.class), other, arguments, repetitions(), what -> {
                    err.println(what);
                    err.flush();
                });
        Map<String, List<Measurement>> ratios = new LinkedHashMap<>();
        for (Benchmark benchmark : selected) {
            out.printf(Locale.ROOT, "%n%s: %s%n", benchmark.name(), benchmark.description());
            List<BuildComparison.Pair> pairs = comparison.pairs(benchmark.name());
            pairs.forEach(pair -> out.println(line(pair)));
            ratios.put(
                    benchmark.name(),
                    pairs.stream().map(BuildComparison.Pair::ratio).toList());
        }
        out.flush();
        Map<String, Map<String, List<Measurement>>> sections = new LinkedHashMap<>();
        sections.put(BenchJson.FIGURES, comparison.figures());
        sections.put("other build", comparison.others());
        sections.put("over the other build", ratios);
        write(sections, out);
    }

    private void write(Map<String, Map<String, List<Measurement>>> sections, PrintWriter out) throws IOException {
        if (json != null) {
            OutputFile.write(
                    json, place -> BenchJson.write(place, Undercurrent.Version.current(), options(), sections));
            out.println("Wrote " + json);
            out.flush();
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("series", Integer.toString(keys()));
        options.put("days", Integer.toString(days()));
        options.put("repetitions", Integer.toString(repetitions()));
        options.put("scale", scale().toString());
        options.put("RocksDB memory", rocksDbMemory().toHumanReadableString());
        return options;
    }

    private int keys() {
        return keys != null ? keys : quick ? QUICK_KEYS : 10_000;
    }

    private int days() {
        return days != null ? days : quick ? 80 : 120;
    }

    private int repetitions() {
        return repetitions != null ? repetitions : quick ? 1 : 3;
    }

    private List<Integer> scale() {
        return scale != null ? scale : quick ? List.of(QUICK_KEYS) : List.of(10_000, 1000, 100_000);
    }

    private MemorySize rocksDbMemory() {
        try {
            return MemorySize.parse(rocksDbMemory);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "--rocksdb-memory: expected a size such as 512mb or 2gb, but got '" + rocksDbMemory + "'",
                    unreadable);
        }
    }

    private List<Benchmark> selected() {
        if (keys() < 1 || days() < 2 || repetitions() < 1 || scale().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException(
                    "expected at least 1 series, 2 days and 1 repetition, but got " + options());
        }
        List<Benchmark> all = List.of(
                new PipelineBenchmark(keys(), days(), repetitions()),
                new KafkaBenchmark(keys(), days(), repetitions()),
                new ModelChangeBenchmark(keys(), days()),
                new ManySeriesBenchmark(scale(), days(), rocksDbMemory()),
                new ParallelismBenchmark(keys(), days(), repetitions()),
                new TrainingBenchmark(quick ? 20 : 200, repetitions()));
        if (chosen.isEmpty()) {
            return all;
        }
        List<String> names = all.stream().map(Benchmark::name).toList();
        List<Benchmark> selected = new ArrayList<>();
        for (String name : chosen) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "benchmark: expected some of " + String.join(", ", names) + ", but got '" + name + "'");
            }
            selected.add(all.get(names.indexOf(name)));
        }
        return selected;
    }

    private static String line(BuildComparison.Pair pair) {
        Measurement ratio = pair.ratio();
        return String.format(
                Locale.ROOT,
                "  %-44s %12s against %12s %-20s %5.2f times, runs: %s",
                pair.figure().name(),
                number(pair.figure().median()),
                number(pair.other().median()),
                pair.figure().unit(),
                ratio.median(),
                runs(ratio));
    }

    private static String line(Measurement measurement) {
        return String.format(
                Locale.ROOT,
                "  %-44s %12s %-20s runs: %s",
                measurement.name(),
                number(measurement.median()),
                measurement.unit(),
                runs(measurement));
    }

    private static String runs(Measurement measurement) {
        return String.join(" ", measurement.runs().stream().map(Bench::number).toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
