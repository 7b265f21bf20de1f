package io.undercurrent.cli;

import io.undercurrent.cli.arguments.FilesApart;
import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.CountriesFile;
import io.undercurrent.cli.files.HierarchyFile;
import io.undercurrent.cli.files.OtherForecasts;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.cli.files.StaticFile;
import io.undercurrent.cli.options.CalibrationSwitches;
import io.undercurrent.cli.options.ReadingsInput;
import io.undercurrent.cli.training.PastReadings;
import io.undercurrent.cli.view.AnomalyView;
import io.undercurrent.cli.view.BacktestProgress;
import io.undercurrent.cli.view.BacktestView;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.anomaly.AnomalyTrial;
import io.undercurrent.evaluation.anomaly.InjectedFaults;
import io.undercurrent.evaluation.anomaly.SeasonalAutoregressionRule;
import io.undercurrent.evaluation.anomaly.WeekdayMedianRule;
import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.evaluation.hierarchy.Additivity;
import io.undercurrent.evaluation.hierarchy.ReconciledForecasts;
import io.undercurrent.evaluation.hierarchy.RecordedForecasts;
import io.undercurrent.evaluation.report.BacktestJson;
import io.undercurrent.evaluation.report.HtmlReport;
import io.undercurrent.evaluation.report.TestedModel;
import io.undercurrent.evaluation.streaming.StreamedModel;
import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.WeightCsv;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent backtest}: forecasts known days with a model and measures the errors. */
@Command(
        name = "backtest",
        description = {
            "Replays past readings through the streaming job, and scores the model and simple baselines.",
            "",
            "An origin is the last day that a forecast uses. The days up to the first origin fit the baselines"
                    + " and give the scale of the scores.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  One forecast of each series, with a page to look at:",
            "    undercurrent backtest --readings stores.csv --model stores.safetensors \\",
            "        --from 2024-11-30 --report stores.html",
            "  Beside forecasts that were made elsewhere from the same days:",
            "    undercurrent backtest --readings stores.csv --model stores.safetensors \\",
            "        --from 2024-11-30 --forecasts other.csv",
            "  Of stores and their sums, with forecasts that add up:",
            "    undercurrent backtest --readings stores.csv --model stores.safetensors \\",
            "        --from 2024-11-30 --hierarchy sums.csv",
            "  How many alarms anomalies would have caused in a year, and which faults they find:",
            "    undercurrent backtest --readings stores.csv --model stores.safetensors \\",
            "        --from 2023-12-31 --to 2024-12-24 --baselines none --anomalies",
            "  What a change of model costs in its first fortnight, beside a job that ran the new model from the start:",
            "    undercurrent backtest --readings stores.csv \\",
            "        --model stores-new.safetensors \\",
            "        --changed-from stores.safetensors --from 2024-12-01 \\",
            "        --to 2024-12-14 --baselines none",
            "  The first week of the forecasts from every day of a year, for a script:",
            "    undercurrent backtest --readings stations.csv \\",
            "        --model stations.safetensors \\",
            "        --from 2023-12-31 --to 2024-12-24 --horizon 7 --json stations.json",
            ""
        })
final class Backtest implements Callable<Integer> {

    /** The same faults each time. */
    private static final long FAULT_SEED = 1;

    private static final int MOST_DOUBTS = 3;

    @Spec
    private CommandSpec command;

    @Mixin
    private ReadingsInput readings;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "M.safetensors",
            description = "A model file written by 'undercurrent train' or 'undercurrent import'.")
    private Path modelFile;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first origin.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last origin (default: the first).")
    private LocalDate to;

    @Option(names = "--every", paramLabel = "DAYS", description = "Days between origins (default: ${DEFAULT-VALUE}).")
    private int every = 1;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "Days of each forecast that are scored (default: the model's horizon).")
    private Integer horizon;

    @Option(
            names = "--age",
            paramLabel = "DAYS",
            description =
                    "Score young series: the model sees only this many days before each forecast. Baselines see all days"
                            + " (default: the model does too).")
    private Integer age;

    @Option(
            names = "--baselines",
            split = ",",
            paramLabel = "NAME",
            description = "Baselines to compare with, by name, or 'none' (default: all of them).")
    private List<String> baselines = List.of();

    @Option(
            names = "--forecasts",
            paramLabel = "F.csv",
            description =
                    "Score forecasts made elsewhere too, under the name of their file. The columns are key, origin, day, one for each"
                            + " quantile of the model (0.1 or q10) or 0.5 alone, mean if there is one, and target if there are"
                            + " several. May be given several times.")
    private List<Path> forecastFiles = List.of();

    @Option(
            names = "--hierarchy",
            paramLabel = "H.csv",
            description =
                    "Make the forecasts of series that add up agree, and score that too: bottom-up and by minimum trace. A CSV with"
                            + " the columns key and parent says which series is part of which sum. There must be readings of all of"
                            + " them.")
    private Path hierarchyFile;

    @Option(
            names = "--changed-from",
            paramLabel = "OLD.safetensors",
            description =
                    "Forecast also as a job that ran this model before, and changed over to --model on the first origin. Its scores"
                            + " stand under the name 'changed', beside those of a job that ran --model from the start.")
    private Path changedFrom;

    @Option(
            names = "--changed-on",
            paramLabel = "DATE",
            description = "The first origin after the change (default: --from).")
    private LocalDate changedOn;

    @Mixin
    private StaticFile statics;

    @Mixin
    private CalibrationSwitches calibration;

    @Option(
            names = "--anomalies",
            description =
                    "Count the alarms a series and year between --from and --to. Then put faults into the first target, replay it"
                            + " again, and say how many of each kind are found, beside two rules that see the past alone.")
    private boolean anomalies;

    @Option(
            names = "--weights",
            paramLabel = "W.csv",
            description = "CSV with the columns key and weight, the weights of the series in WRMSSE.")
    private Path weights;

    @Option(
            names = "--json",
            paramLabel = "OUT.json",
            description =
                    "Write all scores to this file. With - they go to the standard output, and everything else to the"
                            + " standard error.")
    private Path json;

    @Option(
            names = "--report",
            paramLabel = "OUT.html",
            description = "Write a page with tables and charts to this file.")
    private Path report;

    @Override
    public Integer call() throws IOException {
        readings.validate();
        requireFit();
        boolean piped = OutputFile.isStandardOutput(json);
        if (!piped) {
            OutputFile.prepare("--json", json);
        }
        OutputFile.prepare("--report", report);
        ForecastModel model = ModelFile.read(modelFile);
        BacktestPlan plan = plan(model);
        List<ForecastingMethod> chosen = chosen(Baselines.of(plan, model));
        List<ForecastingMethod> others = new ArrayList<>(new OtherForecasts(plan, chosen)
                .read(forecastFiles, command.commandLine().getErr()));
        if (changedFrom != null) {
            others.add(afterChange(model));
        }
        PrintWriter out =
                piped ? command.commandLine().getErr() : command.commandLine().getOut();
        BacktestView view = new BacktestView(out);
        TestedModel tested = new TestedModel(model.id(), model.provenance().until());
        view.showPlan(plan, tested, readings.name());
        if (age != null) {
            out.printf(
                    Locale.ROOT,
                    "To the model every series looks as if it had begun %s before each forecast.%n",
                    Counted.of(age, "day"));
        }
        StreamedModel streamed = new StreamedModel(
                model,
                calibration.options(),
                Runtime.getRuntime().availableProcessors(),
                age == null ? OptionalInt.empty() : OptionalInt.of(age));
        RecordedForecasts recorded = new RecordedForecasts(streamed);
        List<List<String>> levels = new ArrayList<>();
        if (hierarchyFile != null) {
            Hierarchy hierarchy = HierarchyFile.read(hierarchyFile);
            levels.addAll(hierarchy.levels().values());
            others.addAll(reconciled(hierarchy, plan, recorded));
            Additivity.doubts(hierarchy, plan).stream()
                    .limit(MOST_DOUBTS)
                    .forEach(doubt -> command.commandLine().getErr().println("--hierarchy: " + doubt));
        }
        BacktestResult result;
        try (BacktestProgress progress =
                new BacktestProgress(command.commandLine().getErr())) {
            result = new BacktestRun(plan, progress, levels)
                    .compare(hierarchyFile == null ? streamed : recorded, chosen, others);
        }
        view.showScores(result);
        view.showLevels(result);
        if (anomalies) {
            Map<String, Set<Integer>> alarms = streamed.alarmDays();
            new AnomalyView(out)
                    .show(tryFaults(plan, model, alarms), calibration.options().alarmsPerYear());
        }
        if (piped) {
            command.commandLine().getOut().print(BacktestJson.text(result, tested));
            command.commandLine().getOut().flush();
        } else if (json != null) {
            OutputFile.write(json, place -> BacktestJson.write(result, tested, place));
            out.println("Wrote " + json);
        }
        if (report != null) {
            HtmlReport page = new HtmlReport(result, tested, readings.name());
            OutputFile.write(report, page::write);
            out.println("Wrote " + report);
        }
        out.flush();
        return 0;
    }

    /** Whether options go together, as far as they say so themselves. */
    private void requireFit() throws IOException {
        new OptionPairs(command)
                .requireWith("--every", "--to")
                .requireWith("--changed-on", "--changed-from")
                .requireWith("--alarms-per-year", "--anomalies")
                .refuseWith("--changed-from", "--age", "with which each forecast is of a series that has just begun")
                .refuseWith("--anomalies", "--age", "with which no series lasts long enough");
        FilesApart.require(command, List.of("--json", "--report"));
        if (age != null && age < 1) {
            throw new IllegalArgumentException("--age: expected at least 1 day, but got " + age);
        }
        if (anomalies && (to == null || !to.isAfter(from))) {
            throw new IllegalArgumentException("--anomalies: expected days from --from to --to on which alarms are"
                    + " counted, but got " + (to == null ? "no --to" : "--to " + to));
        }
    }

    private static List<ForecastingMethod> reconciled(
            Hierarchy hierarchy, BacktestPlan plan, RecordedForecasts recorded) {
        try {
            return Arrays.stream(Way.values())
                    .map(way -> (ForecastingMethod) new ReconciledForecasts(way, hierarchy, plan, recorded))
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--hierarchy: " + wrong.getMessage(), wrong);
        }
    }

    private ForecastingMethod afterChange(ForecastModel model) throws IOException {
        ForecastModel before = ModelFile.read(changedFrom);
        try {
            return StreamedModel.afterChange(
                    OtherForecasts.CHANGED,
                    before,
                    model,
                    day(changedOn == null ? from : changedOn),
                    calibration.options(),
                    Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("--changed-from: " + unfit.getMessage(), unfit);
        }
    }

    /** Replays the series of the plan with faults in them. */
    private List<AnomalyTrial.Outcome> tryFaults(
            BacktestPlan plan, ForecastModel model, Map<String, Set<Integer>> inClean) {
        InjectedFaults injected = InjectedFaults.into(
                plan.histories(), plan.origins().first() + 1, plan.origins().last(), FAULT_SEED);
        AnomalyTrial trial = new AnomalyTrial(
                plan.histories(),
                injected,
                plan.origins().first() + 1,
                plan.origins().last());
        StreamedModel again = new StreamedModel(
                model, calibration.options(), Runtime.getRuntime().availableProcessors());
        again.forecast(
                new BacktestPlan(
                        plan.columns(),
                        plan.quantiles(),
                        plan.horizon(),
                        plan.origins(),
                        injected.histories(),
                        plan.weights()),
                forecast -> {});
        double budget = calibration.options().alarmsPerYear();
        return List.of(
                trial.judge("model", in(plan, inClean), in(plan, again.alarmDays())),
                trial.judge(new WeekdayMedianRule(), budget),
                trial.judge(new SeasonalAutoregressionRule(), budget));
    }

    private static AnomalyTrial.Alarms in(BacktestPlan plan, Map<String, Set<Integer>> alarmDays) {
        return (series, day) -> alarmDays
                .getOrDefault(plan.histories().get(series).key(), Set.of())
                .contains(day);
    }

    private BacktestPlan plan(ForecastModel model) throws IOException {
        int first = day(from);
        Origins origins = new Origins(first, to == null ? first : day(to), every);
        int days = horizon == null ? model.shape().horizon() : horizon;
        if (days > model.shape().horizon()) {
            throw new IllegalArgumentException(
                    "--horizon: expected at most the model's " + model.shape().horizon() + " days, but got " + days);
        }
        PrintWriter err = command.commandLine().getErr();
        List<History> histories = PastReadings.read(readings, model.columns(), reading -> true, err);
        statics.table(model, err);
        List<History> described = statics.describe(histories, err);
        CountriesFile.nameUnknown(model.seriesHolidays(), described, err);
        Map<String, Double> weightOf = weights == null ? Map.of() : WeightCsv.read(weights);
        return new BacktestPlan(model.columns(), model.shape().quantiles(), days, origins, described, weightOf);
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private List<ForecastingMethod> chosen(List<ForecastingMethod> all) {
        if (baselines.isEmpty()) {
            return all;
        }
        List<String> names = all.stream().map(ForecastingMethod::name).toList();
        if (baselines.equals(List.of("none"))) {
            return List.of();
        }
        for (String name : baselines) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--baselines: expected some of " + String.join(", ", names)
                        + ", or none, but got '" + name + "'");
            }
        }
        return all.stream().filter(method -> baselines.contains(method.name())).toList();
    }
}
