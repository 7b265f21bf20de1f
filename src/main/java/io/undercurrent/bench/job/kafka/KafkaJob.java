package io.undercurrent.bench.job.kafka;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.job.Workload;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.history.History;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job from one topic of Kafka to another.
 *
 * @param run name of the job, and first part of the names of what it writes
 * @param readings topic that it reads
 */
record KafkaJob(EmbeddedKafka kafka, String run, String readings) {

    static final int PIPELINES = 2;

    /** As {@code undercurrent run} has it without further options. */
    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

    /** The topic that a run writes forecasts to. */
    static String predictions(String run) {
        return run + "-predictions";
    }

    /** Starts it with the model of the benchmarks alone. */
    JobClient start(EmbeddedFlink flink, Delivery delivery, boolean bounded) throws Exception {
        return start(flink, delivery, bounded, Optional.empty(), Optional.empty());
    }

    /** Starts it with whole windows, to follow models. It forecasts from the newest day of its history first. */
    JobClient start(EmbeddedFlink flink, History history, ModelLog models) throws Exception {
        return start(flink, Delivery.AT_LEAST_ONCE, false, Optional.of(history), Optional.of(models));
    }

    private JobClient start(
            EmbeddedFlink flink,
            Delivery delivery,
            boolean bounded,
            Optional<History> history,
            Optional<ModelLog> models)
            throws Exception {
        KafkaOptions options = new KafkaOptions(
                kafka.bootstrapServers(),
                new JobTopics(readings, predictions(run), run + "-rejected", Optional.empty()),
                NewTopics.all(PIPELINES),
                run,
                delivery,
                Start.EARLIEST,
                bounded,
                history.isEmpty(),
                Map.of());
        TimeLimits time = new TimeLimits(
                OptionalInt.of(Workload.MOST_DAYS_LATE), OptionalInt.empty(), Optional.empty(), Optional.empty());
        JobOptions job = new JobOptions("bench", BundleLimits.DEFAULT, time, CalibrationOptions.DEFAULT, CHECKPOINTS);
        SharedModel model = SharedModel.of(BenchModel.get());
        SeriesContract contract = model.get().contract(time.lateness(model.get().window()));
        KafkaEnds connected = KafkaEnds.connect(options, model.get().shape());
        JobEnds ends = history.map(connected::after).orElse(connected).ends();
        if (models.isPresent()) {
            ends = ends.with(KafkaModels.connect(models.get(), run, model, contract, bounded, line -> {}));
        }
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = flink.environment(settings).setParallelism(PIPELINES);
        ForecastJob.define(env, model, contract, job, ends);
        return env.executeAsync();
    }
}
