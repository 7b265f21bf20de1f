package io.undercurrent.cli;

import io.undercurrent.format.ReadingCsv;
import io.undercurrent.format.ReadingCsvReader;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.ModelFile;
import io.undercurrent.model.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.History;
import io.undercurrent.series.HistoryBuilder;
import io.undercurrent.training.AbsurdValue;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent train}: fits one model to all series of a file. */
@Command(
        name = "train",
        description = "Trains one model on all series of a file of readings.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  undercurrent train --readings stores.csv --targets sales --covariates promotion \\",
            "      --horizon 28 --until 2025-12-31 --model stores.safetensors",
            "  undercurrent train --readings stations.csv.gz --targets minimum,maximum --horizon 7 \\",
            "      --cell lstm --units 64 --model stations.safetensors",
            ""
        })
final class Train implements Callable<Integer> {

    /** Absurd values that are named one by one. */
    private static final int MOST_NAMED = 5;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--readings",
            required = true,
            paramLabel = "F.csv",
            description = "Long CSV with the columns key, date and the values; .gz is read too.")
    private Path readings;

    @Option(names = "--targets", required = true, split = ",", description = "Values to forecast.")
    private List<String> targets;

    @Option(names = "--covariates", split = ",", description = "Values known in advance that help to forecast them.")
    private List<String> covariates = List.of();

    @Option(
            names = "--window",
            description =
                    "Days that the encoder looks back (default: ${DEFAULT-VALUE}). From 402 on it knows the year, what"
                            + " flags and dates usually do, and corrects whichever of three baselines is the best.")
    private int window = 56;

    @Option(names = "--horizon", description = "Days to forecast (default: ${DEFAULT-VALUE}).")
    private int horizon = 28;

    @Option(names = "--cell", description = "simple-rnn, gru or lstm (default: ${DEFAULT-VALUE}).")
    private String cell = "gru";

    @Option(names = "--units", description = "Units of each recurrent layer (default: ${DEFAULT-VALUE}).")
    private int units = 48;

    @Option(names = "--layers", description = "Recurrent layers (default: ${DEFAULT-VALUE}).")
    private int layers = 1;

    @Option(
            names = "--quantiles",
            split = ",",
            description =
                    "Quantiles to forecast, ascending, 0.5 among them: the median is what is scored and compared with"
                            + " the baseline (default: ${DEFAULT-VALUE}).")
    private List<Double> quantiles = List.of(0.1, 0.5, 0.9);

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day to train on (default: the last on which a target has a value).")
    private LocalDate until;

    @Option(names = "--seed", description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--steps", description = "Steps of the optimiser at most (default: ${DEFAULT-VALUE}).")
    private int steps = TrainingOptions.defaults().steps();

    @Option(names = "--model", required = true, paramLabel = "OUT.safetensors", description = "The file to write.")
    private Path model;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        Columns columns = new Columns(targets, covariates);
        ForecastTrainer.Architecture architecture =
                new ForecastTrainer.Architecture(window, horizon, quantiles, ModelSpec.Cell.of(cell), units, layers);
        TrainingOptions options = TrainingOptions.defaults().withSeed(seed).withSteps(steps);
        if (until != null) {
            options = options.withLastDay(Math.toIntExact(until.toEpochDay()));
        }
        OutputFile.prepare("--model", model);
        List<History> histories = readHistories(columns);
        out.printf("Training on %,d series of %s%n", histories.size(), readings.getFileName());
        out.flush();
        nameAbsurdValues(
                AbsurdValue.of(histories, columns), command.commandLine().getErr());
        ForecastModel trained;
        float[] shares;
        try (ProgressView progress =
                new ProgressView(steps, command.commandLine().getErr())) {
            trained = new ForecastTrainer(columns, architecture, options)
                    .train(
                            histories,
                            new ForecastTrainer.Source(
                                    readings.getFileName().toString(), Undercurrent.Version.current(), given()),
                            progress);
            shares = progress.shares;
        }
        ModelFile.write(trained, model);
        out.printf(
                Locale.ROOT,
                "Wrote %s: %s, validation loss %.4f after %d steps%n",
                model,
                trained.id(),
                trained.provenance().validationLoss(),
                trained.provenance().steps());
        for (int target = 0; target < shares.length; target++) {
            out.printf(
                    Locale.ROOT,
                    "%s: the network corrects a baseline; of its corrections the days held back bear out %.0f %%%n",
                    targets.get(target),
                    100 * shares[target]);
        }
        out.flush();
        return 0;
    }

    private void nameAbsurdValues(List<AbsurdValue> values, PrintWriter err) {
        for (AbsurdValue value : values.subList(0, Math.min(MOST_NAMED, values.size()))) {
            err.printf(
                    "warning: %s is %s on %s, far beyond the other values of its series, first of series '%s' on %s%n",
                    value.column(),
                    ReadingCsv.number(value.value()),
                    value.count() == 1 ? "one day" : value.count() + " days",
                    value.key(),
                    value.date());
        }
        if (values.size() > MOST_NAMED) {
            err.printf("warning: %d more numbers are as far beyond%n", values.size() - MOST_NAMED);
        }
        if (!values.isEmpty()) {
            err.printf("Nothing is learned from them. Leave the cell empty where there is no value, or correct it.%n");
            err.flush();
        }
    }

    private List<History> readHistories(Columns columns) throws IOException {
        HistoryBuilder histories = new HistoryBuilder(columns.count());
        int last = until == null ? Integer.MAX_VALUE : Math.toIntExact(until.toEpochDay());
        try (ReadingCsvReader rows = ReadingCsv.read(readings, columns)) {
            while (rows.hasNext()) {
                var reading = rows.next();
                if (reading.day() <= last) {
                    histories.add(reading);
                }
            }
        }
        return histories.build();
    }

    /** The options as given, for the provenance; the file's folder is nobody's business. */
    private Map<String, String> given() {
        Map<String, String> options = new LinkedHashMap<>();
        for (var option : command.commandLine().getParseResult().matchedOptions()) {
            if (!option.longestName().equals("--model") && !option.longestName().equals("--readings")) {
                options.put(option.longestName(), String.join(",", option.originalStringValues()));
            }
        }
        return options;
    }

    /** A progress bar with the losses, redrawn on a terminal and a line a look elsewhere. */
    private static final class ProgressView implements TrainingListener, AutoCloseable {

        private final PrintWriter err;
        private final ProgressBar bar;
        private double shown = Double.NaN;
        private float[] shares = {};

        ProgressView(int steps, PrintWriter err) {
            this.err = err;
            bar = System.console() == null
                    ? null
                    : new ProgressBarBuilder()
                            .setTaskName("train")
                            .setInitialMax(steps)
                            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                            .setUpdateIntervalMillis(200)
                            .build();
        }

        @Override
        public void onProgress(Progress progress) {
            String losses = String.format(
                    Locale.ROOT,
                    "loss %.4f, validation %.4f, best %.4f",
                    progress.trainingLoss(),
                    progress.validationLoss(),
                    progress.bestValidationLoss());
            if (bar != null) {
                bar.stepTo(progress.step());
                bar.setExtraMessage(losses);
            } else if (Double.compare(progress.validationLoss(), shown) != 0) {
                shown = progress.validationLoss();
                err.printf("step %d of %d: %s%n", progress.step(), progress.steps(), losses);
                err.flush();
            }
        }

        @Override
        public void onShares(float[] kept) {
            shares = kept;
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
