package io.undercurrent.bench.accuracy;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.evaluation.metric.Scores;
import io.undercurrent.evaluation.streaming.StreamedModel;
import io.undercurrent.model.recurrent.ModelSpec.Cell;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.TrainingOptions;
import io.undercurrent.training.WindowChoice;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Trains a model for each set, period, cell and seed with the defaults of {@code train}, and replays the period through the job. */
public final class AccuracyTrial {

    static final String INSIDE = "inside 80 %";
    static final String LOWEST = "lowest of a lead";
    static final String HIGHEST = "highest of a lead";
    static final String LEADS = "leads from 77 to 83 %";

    private static final double LOW = 0.77;
    private static final double HIGH = 0.83;
    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);
    private static final int UNITS = 48;
    private static final int LAYERS = 1;

    private final AccuracyOptions options;
    private final DataFolder folder;
    private final Progress progress;
    private final AccuracyTables tables;
    private final int parallelism = Runtime.getRuntime().availableProcessors();

    /** Hears what is being done, often, and each figure when it is there. */
    public interface Progress {

        void doing(String what);

        void found(String figure);
    }

    public AccuracyTrial(AccuracyOptions options, DataFolder folder, Progress progress) {
        this.options = options;
        this.folder = folder;
        this.progress = progress;
        tables = new AccuracyTables(options.sets());
    }

    /**
     * Measures everything.
     *
     * @throws IllegalArgumentException if a file is missing or not as it should be
     */
    public AccuracyTables run() throws IOException {
        for (DataSet set : options.sets()) {
            progress.doing(set.name() + ": reading");
            Data data = folder.read(set);
            for (Cell cell : options.cells()) {
                for (long seed : options.seeds()) {
                    measure(set, data, cell, seed);
                }
            }
        }
        return tables;
    }

    private boolean isFirst(Cell cell, long seed) {
        return cell == options.cells().get(0) && seed == options.seeds().get(0);
    }

    private void measure(DataSet set, Data data, Cell cell, long seed) {
        // Periods that end their training on the same day share a model.
        Map<LocalDate, RecurrentModel> models = new HashMap<>();
        for (Period period : set.periods()) {
            boolean compared = period.role() == Period.Role.VALIDATION || period.role() == Period.Role.TEST;
            if (!compared && !isFirst(cell, seed)) {
                continue;
            }
            RecurrentModel model = models.computeIfAbsent(period.until(), until -> train(set, data, cell, seed, until));
            if (period.role() == Period.Role.AGES) {
                for (int age : options.ages()) {
                    coverage(
                            set,
                            period,
                            age + " days",
                            seed,
                            replay(set, data, period, model, OptionalInt.of(age), List.of()));
                }
                coverage(
                        set,
                        period,
                        "all days",
                        seed,
                        replay(set, data, period, model, OptionalInt.empty(), List.of()));
                continue;
            }
            List<ForecastingMethod> baselines =
                    compared && isFirst(cell, seed) ? Baselines.of(plan(set, data, period), model) : List.of();
            BacktestResult result = replay(set, data, period, model, OptionalInt.empty(), baselines);
            String name = cell.label();
            if (isFirst(cell, seed)) {
                coverage(set, period, name, seed, result);
            }
            if (compared) {
                double least = data.leastError().applyAsDouble(period.origins());
                accuracy(set, period, name, seed, result.model(), least);
                result.baselines().forEach(scores -> accuracy(set, period, scores.name(), 0, scores, least));
            }
        }
    }

    private RecurrentModel train(DataSet set, Data data, Cell cell, long seed, LocalDate until) {
        String what = set.name() + " until " + until + ", " + cell.label() + ", seed " + seed;
        progress.doing(what + ": choosing the window");
        int last = Math.toIntExact(until.toEpochDay());
        List<History> known = data.until(last);
        TrainingOptions training = options.training(seed).withLastDay(last);
        Architecture shape = new Architecture(WindowChoice.SHORT, set.horizon(), QUANTILES, cell, UNITS, LAYERS);
        Architecture chosen = shape.withWindow(
                WindowChoice.of(known, set.columns(), shape, last).window());
        return new ForecastTrainer(set.columns(), chosen, training)
                .train(
                        known,
                        new ForecastTrainer.Source(set.name(), "bench", Map.of()),
                        step -> progress.doing(String.format(
                                Locale.ROOT,
                                "%s: window %d, step %d of %d, validation %.4f",
                                what,
                                chosen.window(),
                                step.step(),
                                step.steps(),
                                step.bestValidationLoss())));
    }

    private static BacktestPlan plan(DataSet set, Data data, Period period) {
        return new BacktestPlan(
                set.columns(), QUANTILES, set.horizon(), period.origins(), data.histories(), data.weights());
    }

    private BacktestResult replay(
            DataSet set,
            Data data,
            Period period,
            RecurrentModel model,
            OptionalInt age,
            List<ForecastingMethod> baselines) {
        String what = set.name() + ", " + AccuracyTables.text(period.role())
                + (age.isPresent() ? ", series of " + age.getAsInt() + " days" : "");
        return new BacktestRun(
                        plan(set, data, period),
                        (method, forecasts, expected) -> progress.doing(
                                what + ": " + method + ", " + forecasts + " of " + expected + " forecasts"))
                .compare(new StreamedModel(model, CalibrationOptions.DEFAULT, parallelism, age), baselines);
    }

    private void accuracy(DataSet set, Period period, String method, long seed, MethodScores scores, double least) {
        add(set, period, method, set.measure().label(), seed, set.measure().of(scores, least));
        add(set, period, method, "pinball loss", seed, scores.overall().pinball());
    }

    /** Of each target. */
    private void coverage(DataSet set, Period period, String method, long seed, BacktestResult result) {
        List<Scores> targets = result.model().byTarget();
        for (int target = 0; target < targets.size(); target++) {
            String of = method
                    + (targets.size() == 1 ? "" : ", " + set.columns().targets().get(target));
            Scores.Coverage coverage = targets.get(target).coverage().get(0);
            List<Double> leads = coverage.byLead();
            add(set, period, of, INSIDE, seed, coverage.observed());
            add(
                    set,
                    period,
                    of,
                    LOWEST,
                    seed,
                    leads.stream().mapToDouble(x -> x).min().orElse(Double.NaN));
            add(
                    set,
                    period,
                    of,
                    HIGHEST,
                    seed,
                    leads.stream().mapToDouble(x -> x).max().orElse(Double.NaN));
            add(
                    set,
                    period,
                    of,
                    LEADS,
                    seed,
                    leads.stream()
                            .filter(share -> share >= LOW && share <= HIGH)
                            .count());
        }
    }

    private void add(DataSet set, Period period, String method, String measure, long seed, double value) {
        tables.add(new Figure(set.name(), period.role(), method, measure, seed, value));
        progress.found(String.format(
                Locale.ROOT,
                "%s, %s: %s, %s %.4f%s",
                set.name(),
                AccuracyTables.text(period.role()),
                method,
                measure,
                value,
                seed == 0 ? "" : ", seed " + seed));
    }
}
