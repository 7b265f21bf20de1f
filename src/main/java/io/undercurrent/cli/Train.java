package io.undercurrent.cli;

import io.undercurrent.cli.arguments.FilesApart;
import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.CountriesFile;
import io.undercurrent.cli.files.HolidayFiles;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.cli.files.StaticFile;
import io.undercurrent.cli.options.HolidayOptions;
import io.undercurrent.cli.options.ReadingsInput;
import io.undercurrent.cli.training.AbsurdValues;
import io.undercurrent.cli.training.EmptyColumns;
import io.undercurrent.cli.training.KindText;
import io.undercurrent.cli.training.MonthText;
import io.undercurrent.cli.training.PastReadings;
import io.undercurrent.cli.training.ShapeOptions;
import io.undercurrent.cli.training.StepOptions;
import io.undercurrent.cli.training.TrainingRun;
import io.undercurrent.cli.training.WindowText;
import io.undercurrent.format.Counted;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingOptions;
import io.undercurrent.training.TrainingOutcome;
import io.undercurrent.training.WindowChoice;
import io.undercurrent.training.history.AbsurdValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent train}: fits one model to all series of a file or a topic. */
@Command(
        name = "train",
        description = "Trains one model on all series of a file or a topic of readings.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  With promotions and holidays that are known in advance, on the days up to one:",
            "    undercurrent train --readings stores.csv --targets sales \\",
            "        --covariates promotion,holiday \\",
            "        --horizon 28 --until 2024-11-30 --model stores.safetensors",
            "  Several targets, with another network:",
            "    undercurrent train --readings stations.csv.gz --targets minimum,maximum \\",
            "        --horizon 7 --cell lstm --units 64 --model stations.safetensors",
            "  With the public holidays of two countries, which the model keeps:",
            "    undercurrent train --readings stores.csv --targets sales --holidays DE,AT \\",
            "        --model stores.safetensors",
            "  With those of the country of each store, which a file has for each key:",
            "    undercurrent train --readings stores.csv --targets sales \\",
            "        --holidays-of countries.csv --model stores.safetensors",
            "  Where that file also names days of your own, such as DE+fairs:",
            "    undercurrent train --readings stores.csv --targets sales \\",
            "        --holidays-of countries.csv --holidays-file fairs.csv \\",
            "        --model stores.safetensors",
            "  New stores borrow from those of their category, which a file has for each key:",
            "    undercurrent train --readings stores.csv --targets sales \\",
            "        --static kinds.csv --model stores.safetensors",
            "  What came since, from where another model ended:",
            "    undercurrent train --continue stores.safetensors --readings stores.csv \\",
            "        --model newer.safetensors",
            "  What a topic has up to now, with fields of other names:",
            "    undercurrent train --bootstrap-servers localhost:9092 --topic sold \\",
            "        --key-field store,item --date-field dt --value sales=qty \\",
            "        --targets sales --model stores.safetensors",
            ""
        })
final class Train implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ReadingsInput readings;

    @Mixin
    private ShapeOptions shape;

    @Mixin
    private HolidayOptions holidays;

    @Mixin
    private CountriesFile countries;

    @Mixin
    private StaticFile statics;

    @Option(
            names = "--continue",
            paramLabel = "MODEL.safetensors",
            description =
                    "Go on with the weights of this model, which 'train' wrote, on newer readings. Its shape stays: --targets,"
                            + " --covariates, --holidays, --window, --horizon, --cell, --units, --layers and --quantiles are then"
                            + " not given. Nothing is written, and the exit code is 1, if the days held back are forecast no"
                            + " better than before.")
    private Path beginning;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day to train on (default: the last day with a value of a target).")
    private LocalDate until;

    @Mixin
    private StepOptions steps;

    @Option(
            names = "--accept-baseline",
            description =
                    "With --continue, write the model even if validation keeps nothing of what the network adds to its"
                            + " baseline. Its forecasts are then those of the baseline, as they are without --continue in that"
                            + " case. Otherwise nothing is written, and the exit code is 1.")
    private boolean acceptBaseline;

    @Option(names = "--model", required = true, paramLabel = "OUT.safetensors", description = "The file to write.")
    private Path model;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        readings.validate();
        new OptionPairs(command).requireWith("--accept-baseline", "--continue");
        FilesApart.require(command, List.of("--model"), Set.of("--continue"));
        holidays.validate();
        Optional<RecurrentModel> before = beginning == null ? Optional.empty() : Optional.of(before());
        if (before.isPresent()) {
            countries.validate(before.get());
        } else {
            countries.validate();
        }
        Columns columns = before.map(RecurrentModel::columns).orElseGet(shape::columns);
        // Before any reading is read, so that a wrong option is named at once.
        ForecastTrainer.Architecture architecture = shape.architecture();
        architecture.requirePossible(columns);
        TrainingOptions options = steps.options();
        if (until != null) {
            options = options.withLastDay(Math.toIntExact(until.toEpochDay()));
        }
        statics.table();
        OutputFile.prepareReplacement("--model", model);
        int last = until == null ? Integer.MAX_VALUE : Math.toIntExact(until.toEpochDay());
        List<History> histories = statics.describe(
                PastReadings.read(
                        readings,
                        columns,
                        reading -> reading.day() <= last,
                        command.commandLine().getErr()),
                command.commandLine().getErr());
        if (before.isPresent()) {
            statics.table(before.get(), command.commandLine().getErr());
        }
        out.printf(Locale.ROOT, "Training on %,d series of %s%n", histories.size(), readings.name());
        out.flush();
        EmptyColumns.name(histories, columns, command.commandLine().getErr());
        AbsurdValues.name(
                AbsurdValue.of(histories, columns), command.commandLine().getErr());
        SeriesHolidays ofSeries =
                before.isPresent() ? countries.holidays(histories, before.get()) : countries.holidays(histories);
        CountriesFile.nameUnknown(ofSeries, histories, command.commandLine().getErr());
        ForecastTrainer trainer = before.isPresent()
                ? ForecastTrainer.goingOn(before.get(), ofSeries, options)
                : new ForecastTrainer(
                        columns,
                        withWindow(
                                architecture.withHolidays(holidays.calendars(histories, countries.ofAll()), ofSeries),
                                histories,
                                columns,
                                options),
                        options);
        TrainingRun.Trained trained = new TrainingRun(command, options.steps())
                .train(
                        trainer,
                        histories,
                        new ForecastTrainer.Source(
                                readings.name(),
                                Undercurrent.Version.current(),
                                TrainingRun.given(command, Train::saysHow)));
        TrainingOutcome outcome = trained.outcome();
        if (before.isPresent() && !outcome.isGain() && !acceptBaseline) {
            command.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "undercurrent train: validation kept nothing of the network's correction: nothing was written."
                                    + " --accept-baseline writes the model, which then forecasts what its baseline does.%n");
            return Undercurrent.EXIT_FAILURE;
        }
        if (!outcome.learned()) {
            command.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "undercurrent train: training did not improve on %s, with which it began: nothing was written%n",
                            beginning);
            return Undercurrent.EXIT_FAILURE;
        }
        KindText.of(trained.model(), histories).forEach(out::println);
        MonthText.of(trained.model())
                .forEach(line -> out.println("What months make of the level of all series, " + line));
        ModelFile.write(trained.model(), model);
        out.printf(
                Locale.ROOT,
                "Wrote %s: %s, validation loss %.4f after %s%n",
                model,
                trained.model().id(),
                trained.model().provenance().validationLoss(),
                Counted.of(trained.model().provenance().steps(), "step"));
        out.flush();
        return 0;
    }

    /** The model to go on with. */
    private RecurrentModel before() throws IOException {
        for (var option : command.commandLine().getParseResult().matchedOptions()) {
            if (ShapeOptions.NAMES.contains(option.longestName())) {
                throw new IllegalArgumentException(option.longestName() + ": expected none with --continue, because "
                        + beginning + " states it, but got " + String.join(",", option.originalStringValues()));
            }
        }
        return TrainingRun.trainable("--continue", ModelFile.read(beginning), beginning.toString());
    }

    private ForecastTrainer.Architecture withWindow(
            ForecastTrainer.Architecture architecture,
            List<History> histories,
            Columns columns,
            TrainingOptions options) {
        if (!shape.choosesWindow()) {
            return architecture;
        }
        WindowChoice choice = WindowChoice.of(histories, columns, architecture, options.lastDay());
        PrintWriter out = command.commandLine().getOut();
        out.println(WindowText.of(choice));
        out.flush();
        return architecture.withWindow(choice.window());
    }

    /** Whether an option says how the model was made: where the readings lay is nobody's business. */
    private static boolean saysHow(String option) {
        return !option.equals("--model")
                && !option.equals("--continue")
                && !option.equals(HolidayFiles.OPTION)
                && !option.equals(CountriesFile.OPTION)
                && !option.equals(StaticFile.OPTION)
                && !ReadingsInput.PLACES.contains(option);
    }
}
