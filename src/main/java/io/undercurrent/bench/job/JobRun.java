package io.undercurrent.bench.job;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.ModelsEnd;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.Admission;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.Successor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Runs the job once on a cluster of its own in this JVM. The first half of the readings warms up, the second is timed. */
final class JobRun {

    private JobRun() {}

    /**
     * What came of a run.
     *
     * @param rate readings a second
     * @param processorRate readings for each second of processor time
     * @param forecastBytes mean length of a forecast as it is written
     */
    record Outcome(double rate, double processorRate, double forecastBytes, CheckpointFigures checkpoints) {}

    static Outcome of(JobSetup setup) {
        Path checkpoints = directory();
        try (RunClock clock = RunClock.open(setup.workload().readings() / 2);
                EmbeddedFlink flink = EmbeddedFlink.start(setup.parallelism())) {
            StreamExecutionEnvironment env =
                    flink.environment(settings(setup, checkpoints)).setParallelism(setup.parallelism());
            define(env, setup, clock);
            JobExecutionResult result = env.execute();
            if (clock.forecasts()
                    < setup.workload().readings() * (1 - setup.workload().lateShare())) {
                throw new IllegalStateException("forecasts: expected one for each of "
                        + setup.workload().readings() + " readings, but got " + clock.forecasts());
            }
            return new Outcome(
                    clock.rate(),
                    clock.processorRate(),
                    clock.forecastBytes(),
                    CheckpointFigures.of(flink.webAddress(), result.getJobID()));
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        } finally {
            delete(checkpoints);
        }
    }

    private static void define(StreamExecutionEnvironment env, JobSetup setup, RunClock clock) {
        ForecastModel model = BenchModel.get();
        TimeLimits time = new TimeLimits(
                OptionalInt.of(Workload.MOST_DAYS_LATE), OptionalInt.empty(), Optional.empty(), Optional.empty());
        JobOptions options = new JobOptions(
                "bench",
                new BundleLimits(setup.bundle(), BundleLimits.DEFAULT.delay()),
                TopicMappings.of(Messages.mapping(setup.workload())),
                Admission.ALL,
                time,
                CalibrationOptions.DEFAULT,
                Optional.of(Duration.ofMillis(setup.checkpointMillis())));
        JobEnds ends = new JobEnds(
                new MessageSource(setup.workload(), clock.name(), setup.parallelism()),
                new ForecastDrain(clock.name()),
                new DiscardingSink<>(),
                Optional.empty());
        switch (setup.forecasting()) {
            case MODEL -> ForecastJob.define(env, model, options, ends);
            case MODEL_AND_SHADOW -> ForecastJob.define(env, model, options, withShadow(ends, clock));
            case RANDOM_WALK ->
                ForecastJob.define(
                        env,
                        SharedModel.of(model),
                        options,
                        ends,
                        windows -> windows.process(
                                        new RandomWalk(model.shape(), model.window(), BenchModel.keptFloats()),
                                        StreamTypes.FORECAST_UPDATE)
                                .name("random walk"));
        }
    }

    /** A model of the same shape beside the other, of all series from their first day on. */
    private static JobEnds withShadow(JobEnds ends, RunClock clock) {
        ForecastModel shadow = BenchModel.other();
        Successor beside = new Successor(new Term(shadow.checksum(), 0, 0), "shadow", shadow.file(), true);
        return ends.withShadows(
                shadows -> shadows.sinkTo(new ForecastDrain(clock.name())),
                new ModelsEnd(List.of(beside), Optional.empty(), compared -> compared.sinkTo(new DiscardingSink<>())));
    }

    static Configuration settings(JobSetup setup, Path checkpoints) {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(StateBackendOptions.STATE_BACKEND, setup.rocksDbMemory().isPresent() ? "rocksdb" : "hashmap");
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(
                CheckpointingOptions.INCREMENTAL_CHECKPOINTS,
                setup.rocksDbMemory().isPresent());
        setup.rocksDbMemory().ifPresent(memory -> settings.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, memory));
        // Checkpoints go to the disk that RocksDB works on, and not to a store of their own.
        settings.set(RocksDBOptions.CHECKPOINT_TRANSFER_THREAD_NUM, 1);
        return settings;
    }

    static Path directory() {
        try {
            return Files.createTempDirectory("undercurrent-bench");
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoints of a benchmark have no place", failure);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("checkpoints of a benchmark could not be deleted", failure);
        }
    }
}
