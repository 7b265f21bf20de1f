package io.undercurrent.cli;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.cli.files.CountriesFile;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.cli.files.StaticFile;
import io.undercurrent.cli.models.PromotionOptions;
import io.undercurrent.cli.models.PushedModels;
import io.undercurrent.cli.options.ModelTopicNames;
import io.undercurrent.cli.options.ReadingsInput;
import io.undercurrent.cli.training.AbsurdValues;
import io.undercurrent.cli.training.PastReadings;
import io.undercurrent.cli.training.StepOptions;
import io.undercurrent.cli.training.TrainingRun;
import io.undercurrent.cli.view.BacktestProgress;
import io.undercurrent.cli.view.BacktestView;
import io.undercurrent.evaluation.Advantage;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.report.TestedModel;
import io.undercurrent.evaluation.streaming.StreamedModel;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.format.models.Watch;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingOptions;
import io.undercurrent.training.TrainingOutcome;
import io.undercurrent.training.history.AbsurdValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent retrain}: the next model of a job, if it is better than the live one. */
@Command(
        name = "retrain",
        description = {
            "Trains the live model of a job on, and makes the new one live if it is better.",
            "",
            "The newest days are held back from training. Both models forecast them, from each day, through the streaming job. The new"
                    + " one has to have a lower pinball loss. Otherwise nothing is written, and the exit code is 1.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Each Monday at three, by cron, for a job on this machine:",
            "    0 3 * * 1 undercurrent retrain --bootstrap-servers localhost:9092 --topic readings --models-dir /srv/models",
            "  To forecast beside the live model, and to take its place if it is surely better after 60 days:",
            "    undercurrent retrain --bootstrap-servers localhost:9092 --topic readings \\",
            "        --models-dir /srv/models --shadow --promote-after 60",
            "  What would come out, without changing the job:",
            "    undercurrent retrain --bootstrap-servers localhost:9092 --topic readings \\",
            "        --models-dir . --dry-run",
            "  A new network of the same shape, on a file of readings, judged on the last 90 days:",
            "    undercurrent retrain --bootstrap-servers localhost:9092 \\",
            "        --readings stores.csv.gz \\",
            "        --models-dir /srv/models --anew --test-days 90",
            ""
        })
final class Retrain implements Callable<Integer> {

    /** Options that say how the model was made. */
    private static final Set<String> KEPT = Set.of("--anew", "--test-days", "--standard-errors", "--seed", "--steps");

    /** Horizons that the days held back need, so that the error of the difference is known. */
    private static final int HORIZONS = 2;

    @Spec
    private CommandSpec command;

    @Mixin
    private ReadingsInput readings;

    @Mixin
    private ModelTopicNames topics;

    @Option(
            names = "--models-dir",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder that the new model is written to, under its own name, such as gru48@1f3c9a.safetensors. The machines of"
                            + " the job must reach it under the same path.")
    private Path folder;

    @Option(
            names = "--anew",
            description = "Begin with random weights, and not with those of the live model. The shape stays.")
    private boolean anew;

    @Option(
            names = "--test-days",
            paramLabel = "DAYS",
            description =
                    "The newest days, which training does not see and which decide. At least two horizons (default: two"
                            + " horizons).")
    private Integer testDays;

    @Option(
            names = "--standard-errors",
            paramLabel = "N",
            description =
                    "The new model has to be better by more than so many standard errors of the difference; 0 takes any"
                            + " that is better (default: ${DEFAULT-VALUE}).")
    private double standardErrors = 1;

    @Mixin
    private CountriesFile countries;

    @Mixin
    private StaticFile statics;

    @Mixin
    private StepOptions steps;

    @Option(
            names = "--shadow",
            description =
                    "Let the new model forecast beside the live one, as 'undercurrent models push --shadow' does, instead of"
                            + " making it live.")
    private boolean shadow;

    @Mixin
    private PromotionOptions promotion;

    @Option(names = "--dry-run", description = "Write the file of the new model, but do not push it.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        readings.validateWithKafka();
        if (!(standardErrors >= 0)) {
            throw new IllegalArgumentException(
                    "--standard-errors: expected a number of 0 or more, but got " + standardErrors);
        }
        promotion.requireRule(command);
        if (promotion.isGiven() && !shadow) {
            throw new IllegalArgumentException("--promote-after: expected --shadow with it");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--models-dir: expected a folder that is there, but got " + folder);
        }
        OutputFile.prepareReplacement("--models-dir", folder.resolve("model.safetensors"));
        PushedModels models = new PushedModels(
                new ModelLog(readings.bootstrapServers(), readings.kafkaProperties(), topics.topics()));
        ModelEntry entry = models.live()
                .orElseThrow(() -> new IllegalStateException("expected a live model in the topic "
                        + topics.topics().models() + ", but there is none that a job has taken: start the job with"
                        + " --models-topic, or push a model"));
        RecurrentModel live = TrainingRun.trainable("--models-topic", PushedModels.read(entry), entry.uri());
        countries.validate(live);
        int held = heldBack(live);
        ModelRule rule = promotion.rule(live, 0);
        TrainingOptions options = steps.options();
        statics.table(live, err());
        List<History> histories =
                statics.describe(PastReadings.read(readings, live.columns(), reading -> true, err()), err());
        int newest = newestDay(histories, live);
        int last = newest - held;
        out().printf(
                        Locale.ROOT,
                        "Live model %s, trained until %s. Held back from both: %s to %s%n",
                        live.id(),
                        live.provenance().until(),
                        LocalDate.ofEpochDay(last + 1),
                        LocalDate.ofEpochDay(newest));
        if (live.provenance().lastDay().orElse(Integer.MIN_VALUE) > last) {
            return refuse("the live model was trained on days that have to be held back. Wait until there are " + held
                    + " days after " + live.provenance().until());
        }
        TrainingRun.Trained trained = train(live, histories, options.withLastDay(last));
        TrainingOutcome outcome = trained.outcome();
        if (!outcome.learned() || !outcome.isGain()) {
            return refuse("training did not improve on " + (outcome.learned() ? "the baseline" : "the live model")
                    + " on the days that validation held back");
        }
        RecurrentModel candidate = trained.model();
        Advantage advantage = compare(candidate, live, histories, new Origins(last, newest - 1, 1));
        out().println(says(candidate, live, advantage));
        out().flush();
        if (!advantage.exceeds(standardErrors)) {
            return refuse(candidate.id() + " is not better than the live model by more than " + plain(standardErrors)
                    + " standard errors");
        }
        if (!models.live().map(ModelEntry::checksum).equals(Optional.of(entry.checksum()))) {
            return refuse("another model has become live in the meantime");
        }
        Path file = folder.resolve(candidate.id() + ".safetensors");
        ModelFile.write(candidate, file);
        out().println("Wrote " + file);
        if (!dryRun) {
            models.create(err());
            push(models, candidate, KafkaModels.uri(file.toString()), newest + 1, rule);
        }
        out().flush();
        return 0;
    }

    private void push(PushedModels models, RecurrentModel candidate, String uri, int from, ModelRule rule) {
        if (shadow) {
            models.pushShadow(candidate, uri, from, Instant.now(), new Watch(1, Watch.NO_END, rule), out());
        } else {
            models.push(candidate, uri, from, Instant.now(), out());
        }
    }

    private int heldBack(RecurrentModel live) {
        int least = HORIZONS * live.shape().horizon();
        int days = testDays == null ? least : testDays;
        if (days < least) {
            throw new IllegalArgumentException("--test-days: expected at least two horizons of the live model, " + least
                    + " days, but got " + days);
        }
        return days;
    }

    /**
     * The last day with a value of a target.
     *
     * @throws IllegalArgumentException if there is none
     */
    private int newestDay(List<History> histories, RecurrentModel live) {
        int targets = live.columns().targets().size();
        return histories.stream()
                .flatMapToInt(history -> history.daysWithTarget(targets).max().stream())
                .max()
                .orElseThrow(() -> new IllegalArgumentException(readings.name() + ": expected values of "
                        + String.join(", ", live.columns().targets()) + ", but there are none"));
    }

    private TrainingRun.Trained train(RecurrentModel live, List<History> histories, TrainingOptions options) {
        List<History> known = histories.stream()
                .filter(history -> history.firstDay() <= options.lastDay())
                .map(history -> history.until(options.lastDay()))
                .toList();
        out().printf(
                        Locale.ROOT,
                        "Training on %,d series of %s until %s%n",
                        known.size(),
                        readings.name(),
                        LocalDate.ofEpochDay(options.lastDay()));
        out().flush();
        AbsurdValues.name(AbsurdValue.of(known, live.columns()), err());
        return new TrainingRun(command, options.steps())
                .train(
                        trainer(live, known, options),
                        known,
                        new ForecastTrainer.Source(
                                readings.name(),
                                Undercurrent.Version.current(),
                                TrainingRun.given(command, KEPT::contains)));
    }

    private ForecastTrainer trainer(RecurrentModel live, List<History> known, TrainingOptions options) {
        SeriesHolidays holidays = countries.holidays(known, live);
        CountriesFile.nameUnknown(holidays, known, err());
        return anew ? ForecastTrainer.anew(live, holidays, options) : ForecastTrainer.goingOn(live, holidays, options);
    }

    private Advantage compare(RecurrentModel candidate, RecurrentModel live, List<History> histories, Origins origins) {
        BacktestPlan plan = new BacktestPlan(
                live.columns(), live.shape().quantiles(), live.shape().horizon(), origins, histories, Map.of());
        BacktestView view = new BacktestView(out());
        view.showPlan(
                plan, new TestedModel(candidate.id(), candidate.provenance().until()), readings.name());
        BacktestResult result;
        try (BacktestProgress progress = new BacktestProgress(err())) {
            result = new BacktestRun(plan, progress)
                    .compare(streamed("model", candidate), List.of(), List.of(streamed("live", live)));
        }
        view.showScores(result);
        return Advantage.over(result.others().get(0));
    }

    private static StreamedModel streamed(String name, RecurrentModel model) {
        return new StreamedModel(
                name, model, CalibrationOptions.DEFAULT, Runtime.getRuntime().availableProcessors());
    }

    private static String says(RecurrentModel candidate, RecurrentModel live, Advantage advantage) {
        if (Double.isNaN(advantage.share())) {
            return "Nothing tells " + candidate.id() + " and the live " + live.id() + " apart on these days";
        }
        return String.format(
                Locale.ROOT,
                "The pinball loss of %s is %.2f %% %s than that of the live %s, with a standard error of %.2f points (%,d origins)",
                candidate.id(),
                100 * Math.abs(advantage.share()),
                advantage.share() > 0 ? "lower" : "higher",
                live.id(),
                100 * advantage.standardError(),
                advantage.origins());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private int refuse(String why) {
        err().println("undercurrent retrain: " + why + ". Nothing was written, and the live model stays.");
        err().flush();
        return Undercurrent.EXIT_FAILURE;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
