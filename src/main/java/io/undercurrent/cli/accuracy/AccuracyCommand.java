package io.undercurrent.cli.accuracy;

import io.undercurrent.bench.BenchJson;
import io.undercurrent.bench.Machine;
import io.undercurrent.bench.accuracy.AccuracyOptions;
import io.undercurrent.bench.accuracy.AccuracyTables;
import io.undercurrent.bench.accuracy.AccuracyTrial;
import io.undercurrent.bench.accuracy.DataFolder;
import io.undercurrent.bench.accuracy.DataSet;
import io.undercurrent.bench.accuracy.DataSets;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.model.recurrent.ModelSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent bench accuracy}: trains and scores models on the data of the accuracy page. */
@Command(
        name = "accuracy",
        description = {
            "Measures the figures of the accuracy page: trains with the defaults and replays the days after the training through"
                    + " the job, for each set, cell and seed.",
            "",
            "The days of validation come before those of the test, and choices are made by them. The tables come as Markdown on the"
                    + " standard output; progress and each figure, as soon as it is there, on the standard error.",
            "",
            "The data are not part of the product. Without --data the command says which files it expects, what they hold, and"
                    + " where they come from.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Which files it expects:",
            "    undercurrent bench accuracy",
            "  The whole page, in some hours:",
            "    undercurrent bench accuracy --data data --json accuracy.json",
            "  What needs no file, with few steps, to see that it works:",
            "    undercurrent bench accuracy --sets stores --cells gru --seeds 1 \\",
            "        --ages 28 --steps 100",
            ""
        })
public final class AccuracyCommand implements Callable<Integer> {

    private static final long SECOND = 1_000_000_000L;

    /** Seconds between two lines of progress. */
    private static final int PAUSE = 10;

    @Spec
    private CommandSpec command;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The folder with the files.")
    private Path folder;

    @Option(
            names = "--sets",
            split = ",",
            paramLabel = "NAME",
            description = "Some of nn5, m5, cities, melbourne and stores, which the simulator makes (default: all).")
    private List<String> sets = DataSets.ALL.stream().map(DataSet::name).toList();

    @Option(
            names = "--cells",
            split = ",",
            paramLabel = "CELL",
            description =
                    "Cells to train, the first of which is compared with the baselines (default: ${DEFAULT-VALUE}).")
    private List<String> cells = List.of("gru", "simple-rnn", "lstm");

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "N",
            description = "One training of each cell for each (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(
            names = "--ages",
            split = ",",
            paramLabel = "DAYS",
            description = "Ages of series whose intervals are looked at (default: ${DEFAULT-VALUE}).")
    private List<Integer> ages = List.of(7, 14, 28, 56);

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Training steps at most (default: what training finds for itself).")
    private Integer steps;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures, seed by seed, to this file.")
    private Path json;

    private long spoken = System.nanoTime();

    @Override
    public Integer call() throws IOException {
        requireNothingBefore();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        AccuracyOptions options = new AccuracyOptions(
                sets.stream().map(AccuracyCommand::set).toList(),
                cells.stream().map(ModelSpec.Cell::of).toList(),
                seeds,
                ages,
                steps == null ? OptionalInt.empty() : OptionalInt.of(steps));
        boolean needsFiles =
                options.sets().stream().anyMatch(set -> !set.files().isEmpty());
        if (folder == null && needsFiles) {
            out.print(expected(options.sets()));
            out.flush();
            return 0;
        }
        DataFolder data = new DataFolder(folder == null ? Path.of("") : folder);
        List<Path> missing = data.missing(options.sets());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "--data: expected files that are not there: "
                            + String.join(
                                    ", ", missing.stream().map(Path::toString).toList())
                            + ". The command without --data says what they hold and where they come from; --sets leaves some out");
        }
        OutputFile.prepare("--json", json);
        Machine.describe().forEach((name, value) -> err.printf(Locale.ROOT, "%-18s %s%n", name, value));
        AccuracyTables tables = new AccuracyTrial(options, data, new Lines(err)).run();
        out.print(tables.markdown());
        out.flush();
        if (json != null) {
            OutputFile.write(
                    json,
                    place -> BenchJson.write(
                            place, version(), said(), Map.of(BenchJson.FIGURES, tables.measurements())));
            err.println("Wrote " + json);
            err.flush();
        }
        return 0;
    }

    /** What stands before the name of this command belongs to the other benchmarks, which do not run. */
    private void requireNothingBefore() {
        command.parent().commandLine().getParseResult().matchedArgs().stream()
                .filter(argument -> !argument.inherited())
                .findFirst()
                .ifPresent(argument -> {
                    throw new IllegalArgumentException("accuracy: expected nothing but its own options, but got "
                            + (argument instanceof OptionSpec option
                                    ? option.longestName()
                                    : String.join(" ", argument.originalStringValues()))
                            + " of the other benchmarks");
                });
    }

    /** A line for each figure, and one now and then for what is being done. */
    private final class Lines implements AccuracyTrial.Progress {

        private final PrintWriter err;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void doing(String what) {
            long now = System.nanoTime();
            if (now - spoken >= PAUSE * SECOND) {
                spoken = now;
                found(what);
            }
        }

        @Override
        public void found(String figure) {
            err.println(figure);
            err.flush();
        }
    }

    private Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("sets", String.join(",", sets));
        said.put("cells", String.join(",", cells));
        said.put("seeds", seeds.toString());
        said.put("ages", ages.toString());
        said.put("steps", steps == null ? "found by training" : steps.toString());
        return said;
    }

    private String version() {
        String[] lines = command.root().version();
        return lines.length == 0 ? "" : lines[0];
    }

    private static DataSet set(String name) {
        return DataSets.ALL.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--sets: expected some of "
                        + String.join(
                                ", ", DataSets.ALL.stream().map(DataSet::name).toList())
                        + ", but got '" + name + "'"));
    }

    /** Which files there have to be. */
    private static String expected(List<DataSet> sets) {
        StringBuilder text = new StringBuilder("bench accuracy --data FOLDER expects these files in the folder:\n");
        for (DataSet set : sets) {
            if (!set.files().isEmpty()) {
                text.append('\n')
                        .append(String.join(", ", set.files()))
                        .append('\n')
                        .append("  holds: ")
                        .append(set.contents())
                        .append('\n')
                        .append("  from:  ")
                        .append(set.origin())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
