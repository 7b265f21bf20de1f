package io.undercurrent.evaluation.streaming;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.format.Counted;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.ModelsEnd;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.Successor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The model as a method of the backtest: replays the plan's series day by day through the production job, and takes the
 * last revision of each forecast from an origin of the plan.
 */
public final class StreamedModel implements ForecastingMethod {

    /** A replay begins anew rather than from a checkpoint. */
    private static final Duration NO_CHECKPOINTS = Duration.ofDays(365);

    private final String name;
    private final ForecastModel model;
    private final Optional<Change> change;
    private final CalibrationOptions calibration;
    private final int parallelism;
    private final OptionalInt age;
    private List<Anomaly> anomalies = List.of();

    /**
     * @param before the model that the job ran first
     * @param from the first origin that is not that one's
     */
    private record Change(ForecastModel before, int from) {}

    /**
     * @param parallelism parallel pipelines of the job
     */
    public StreamedModel(ForecastModel model, CalibrationOptions calibration, int parallelism) {
        this("model", model, Optional.empty(), calibration, parallelism, OptionalInt.empty());
    }

    /**
     * A model beside others.
     *
     * @param name in tables and files
     * @param parallelism parallel pipelines of the job
     */
    public StreamedModel(String name, ForecastModel model, CalibrationOptions calibration, int parallelism) {
        this(name, model, Optional.empty(), calibration, parallelism, OptionalInt.empty());
    }

    /**
     * A model for which every series is young.
     *
     * @param age days that each series has at each origin, the origin included; empty for as many as it really has
     */
    public StreamedModel(ForecastModel model, CalibrationOptions calibration, int parallelism, OptionalInt age) {
        this("model", model, Optional.empty(), calibration, parallelism, age);
    }

    /**
     * A model that a job changes over to, whose series so far have known another.
     *
     * @param name in tables and files
     * @param before the model that the job is started with
     * @param from the first origin that {@code model} forecasts from
     * @param parallelism parallel pipelines of the job
     * @throws IllegalArgumentException if one cannot take the place of the other
     */
    public static StreamedModel afterChange(
            String name,
            ForecastModel before,
            ForecastModel model,
            int from,
            CalibrationOptions calibration,
            int parallelism) {
        List<String> differences =
                contract(before, model).differencesOf(before.columns(), before.shape(), before.window());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("model " + before.id() + ": expected one whose place " + model.id()
                    + " can take, but got " + String.join(", ", differences));
        }
        return new StreamedModel(
                name, model, Optional.of(new Change(before, from)), calibration, parallelism, OptionalInt.empty());
    }

    private StreamedModel(
            String name,
            ForecastModel model,
            Optional<Change> change,
            CalibrationOptions calibration,
            int parallelism,
            OptionalInt age) {
        this.name = Objects.requireNonNull(name, "name");
        this.model = Objects.requireNonNull(model, "model");
        this.change = change;
        this.calibration = Objects.requireNonNull(calibration, "calibration");
        if (age.isPresent() && age.getAsInt() < 1) {
            throw new IllegalArgumentException("age: expected at least 1 day, but got " + age.getAsInt());
        }
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: expected at least 1, but got " + parallelism);
        }
        this.parallelism = parallelism;
        this.age = age;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return model.id() + " through the streaming job"
                + change.map(was -> ", in the place of " + was.before().id() + " from "
                                + LocalDate.ofEpochDay(was.from()) + " on")
                        .orElse("")
                + (age.isPresent()
                        ? ", series begun " + Counted.of(age.getAsInt(), "day") + " before each forecast"
                        : "");
    }

    /**
     * @throws IllegalArgumentException if the model forecasts other values or fewer days than the plan asks for
     * @throws IllegalStateException if the job fails or rejects a reading
     */
    @Override
    public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
        requireFit(plan);
        Replay replay = new Replay(plan, age);
        try (EmbeddedFlink flink = EmbeddedFlink.start(parallelism);
                Exchange exchange = Exchange.open(replay, model.shape().horizon())) {
            StreamExecutionEnvironment env = flink.environment(settings()).setParallelism(parallelism);
            JobOptions options = new JobOptions(
                            "backtest", BundleLimits.DEFAULT, TimeLimits.HISTORY, calibration, NO_CHECKPOINTS)
                    .withStatics(replay.statics());
            define(env, replayed(replay), options, exchange.ends(parallelism));
            new Collector(plan, replay, forecasts)
                    .collect(exchange, execute(env).getJobExecutionResult());
            anomalies = exchange.anomalies();
        }
    }

    /** The model, which knows in which country the series lie under the keys of the replay. */
    private ForecastModel replayed(Replay replay) {
        SeriesHolidays holidays = replay.holidays(model.seriesHolidays());
        return holidays.equals(model.seriesHolidays()) ? model : model.withSeriesHolidays(holidays);
    }

    private void define(StreamExecutionEnvironment env, ForecastModel replayed, JobOptions options, JobEnds ends) {
        if (change.isEmpty()) {
            ForecastJob.define(env, replayed, options, ends);
            return;
        }
        ForecastModel before = change.get().before();
        Term term = new Term(model.checksum(), change.get().from(), 0);
        ModelsEnd successors = new ModelsEnd(
                List.of(new Successor(term, model.id(), model.file())),
                Optional.empty(),
                compared -> compared.sinkTo(new DiscardingSink<>()));
        ForecastJob.define(env, SharedModel.of(before), contract(before, model), options, ends.with(successors));
    }

    /** Of a job that keeps as many days as either model looks back on. */
    private static SeriesContract contract(ForecastModel before, ForecastModel model) {
        int window = Math.max(before.window(), model.window());
        return new SeriesContract(
                model.columns(),
                model.shape().quantiles(),
                model.shape().horizon(),
                window,
                TimeLimits.HISTORY.lateness(window));
    }

    /** By key of the series of the last plan, the days on which the job found an anomaly in any target. */
    public Map<String, Set<Integer>> alarmDays() {
        Map<String, Map<Integer, Set<String>>> standing = new HashMap<>();
        for (Anomaly anomaly : anomalies) {
            Set<String> targets = standing.computeIfAbsent(anomaly.key(), key -> new HashMap<>())
                    .computeIfAbsent(anomaly.day(), day -> new HashSet<>());
            if (anomaly.withdrawn()) {
                targets.remove(anomaly.target());
            } else {
                targets.add(anomaly.target());
            }
        }
        Map<String, Set<Integer>> days = new HashMap<>();
        standing.forEach((key, byDay) -> {
            byDay.values().removeIf(Set::isEmpty);
            days.put(key, byDay.keySet());
        });
        return days;
    }

    private void requireFit(BacktestPlan plan) {
        if (!plan.columns().equals(model.columns())
                || !plan.quantiles().equals(model.shape().quantiles())) {
            throw new IllegalArgumentException(
                    "plan: expected what the model has, " + model.columns() + " and quantiles "
                            + model.shape().quantiles() + ", but got " + plan.columns() + " and " + plan.quantiles());
        }
        if (plan.horizon() > model.shape().horizon()) {
            throw new IllegalArgumentException("horizon: expected at most the model's "
                    + model.shape().horizon() + " days, but got " + plan.horizon());
        }
    }

    private static Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // Otherwise the job would not end before its next checkpoint.
        settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
        return settings;
    }

    private static JobClient execute(StreamExecutionEnvironment env) {
        try {
            return env.executeAsync();
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the backtest did not start", failure);
        }
    }

    /** Hands each forecast on when no later revision of it can come. */
    private static final class Collector {

        private final BacktestPlan plan;
        private final Replay replay;
        private final Consumer<IssuedForecast> forecasts;
        /** The newest forecast of each series, which a revision may still replace. */
        private final Map<String, Forecast> newest = new HashMap<>();

        Collector(BacktestPlan plan, Replay replay, Consumer<IssuedForecast> forecasts) {
            this.plan = plan;
            this.replay = replay;
            this.forecasts = forecasts;
        }

        void collect(Exchange exchange, CompletableFuture<?> end) {
            exchange.receive(end, this::accept);
            newest.values().forEach(this::issue);
        }

        private void accept(Forecast forecast) {
            Forecast before = newest.put(forecast.key(), forecast);
            if (before != null && before.origin() != forecast.origin()) {
                issue(before);
            }
        }

        private void issue(Forecast forecast) {
            int horizon = plan.horizon();
            double[] quantiles = new double[plan.shape().size()];
            double[] means = new double[plan.columns().targets().size() * horizon];
            for (int target = 0; target < plan.columns().targets().size(); target++) {
                System.arraycopy(
                        forecast.means(), target * forecast.shape().horizon(), means, target * horizon, horizon);
                for (int quantile = 0; quantile < plan.quantiles().size(); quantile++) {
                    System.arraycopy(
                            forecast.values(),
                            forecast.shape().index(target, quantile, 0),
                            quantiles,
                            plan.shape().index(target, quantile, 0),
                            horizon);
                }
            }
            forecasts.accept(IssuedForecast.ofQuantiles(
                    plan.shape(), replay.position(forecast.key()), forecast.origin(), quantiles, means));
        }
    }
}
